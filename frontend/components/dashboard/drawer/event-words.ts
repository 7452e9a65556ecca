import { statusOf } from "@/lib/lifecycle";
import { mailName } from "@/lib/mail-words";
import { duration, money } from "@/lib/utils";
import t from "@/messages/events";
import type { JobEvent } from "@/types/job";

type Details = JobEvent["details"];
type Described = { title: string; tone: string; details: string[] };

const TITLES: Record<string, string> = {
  JobCreated: t("JobCreated"),
  JobReviewed: t("JobReviewed"),
  JobApproved: t("JobApproved"),
  JobRejected: t("JobRejected"),
  JobConfirmed: t("JobConfirmed"),
  JobCanceled: t("JobCanceled"),
  PrintStarted: t("PrintStarted"),
  PrintFailed: t("PrintFailed"),
  PrintCompleted: t("PrintCompleted"),
  PaymentRecorded: t("PaymentRecorded"),
  PaymentVoided: t("PaymentVoided"),
  StatusReverted: t("StatusReverted"),
  JobArchived: t("JobArchived"),
  AdminOverride: t("AdminOverride"),
  NotesChanged: t("NotesChanged"),
  FileChanged: t("FileChanged"),
  FileOpened: t("FileOpened"),
  ScriptsAccepted: t("ScriptsAccepted"),
  ScriptsRemoved: t("ScriptsRemoved"),
  EmailSent: t("EmailSent"),
  EmailFailed: t("EmailFailed"),
  EmailResent: t("EmailResent"),
  EmailRetried: t("EmailRetried"),
  LockTaken: t("LockTaken"),
  LockExpired: t("LockExpired"),
};

const TROUBLE: readonly string[] = [
  "PrintFailed",
  "EmailFailed",
  "AdminOverride",
  "PaymentVoided",
  "ScriptsAccepted",
];

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
const list = (value: unknown) => (Array.isArray(value) && value.length > 0 ? value.join("; ") : null);
const number = (value: unknown) => (typeof value === "number" ? value : null);

function titleOf({ type, details }: JobEvent): string {
  if (type === "JobReviewed" && details.reviewed === false) return t("JobNotReviewed");
  if (type === "JobCanceled" && details.declined === true) return t("JobDeclined");
  return TITLES[type] ?? type.replace(/(?<=[a-z])(?=[A-Z])/g, " ");
}

/** Amounts and sizes, in one line. */
function figures(details: Details): string | null {
  const [price, charged] = [number(details.price_cents), number(details.charged_cents)];
  const [weight, hours] = [number(details.weight_g) ?? number(details.grams), number(details.time_hours)];
  const found = [
    price === null ? null : t("detail.price", { amount: money(price) }),
    charged === null ? null : t("detail.charged", { amount: money(charged) }),
    weight === null ? null : t("detail.weight", { grams: weight }),
    hours === null ? null : t("detail.hours", { time: duration(hours) }),
    details.partial === true ? t("detail.partial") : null,
  ];
  return found.filter((each) => each !== null).join(" · ") || null;
}

function moved(details: Details): string | null {
  const [from, to] = [text(details.from), text(details.to)];
  return from && to ? t("detail.path", { from: statusOf(from).title, to: statusOf(to).title }) : null;
}

function overridden(details: Details): string | null {
  if (details.override === "force-confirm") return t("override.force-confirm");
  if (details.override === "force-unlock")
    return t("override.force-unlock", { who: text(details.held_by) ?? "?" });
  return null;
}

/** How many warnings about the model a student knew of. */
function known(details: Details): string | null {
  const { accepted_warnings } = details;
  return Array.isArray(accepted_warnings) ? t("detail.known", { count: accepted_warnings.length }) : null;
}

function words(details: Details): (string | null)[] {
  const kind = text(details.kind);
  return [
    text(details.reason),
    text(details.comment),
    text(details.printer),
    text(details.storage_place),
    text(details.file),
    details.file_changed === true ? t("detail.fileChanged") : null,
    kind && t("detail.kind", { kind: mailName(kind) }),
    list(details.scripts) && t("detail.scripts", { scripts: list(details.scripts) ?? "" }),
    known(details),
  ];
}

/** Say in words what a line of the log tells. */
export function describe(event: JobEvent): Described {
  const { details, type } = event;
  const told = [moved(details), overridden(details), figures(details), ...words(details)];
  const to = text(details.to);
  const tone = TROUBLE.includes(type) ? "red" : to ? statusOf(to).tone : "slate";
  return { title: titleOf(event), tone, details: [...new Set(told.filter((each) => each !== null))] };
}
