import t from "@/messages/job";

const NAMES: Record<string, string> = {
  received: t("mail.received"),
  quote: t("mail.quote"),
  reminder: t("mail.reminder"),
  confirmed: t("mail.confirmed"),
  rejected: t("mail.rejected"),
  canceled: t("mail.canceled"),
  ready_for_pickup: t("mail.ready_for_pickup"),
  receipt: t("mail.receipt"),
};

const STATES: Record<string, { text: string; tone: string }> = {
  queued: { text: t("mail.status.queued"), tone: "amber" },
  sent: { text: t("mail.status.sent"), tone: "green" },
  failed: { text: t("mail.status.failed"), tone: "red" },
  superseded: { text: t("mail.status.superseded"), tone: "slate" },
  held: { text: t("mail.status.held"), tone: "amber" },
};

/** What a kind of mail is called. */
export const mailName = (kind: string): string => NAMES[kind] ?? kind;

/** How far a mail got. */
export const mailState = (status: string) => STATES[status] ?? { text: status, tone: "slate" };
