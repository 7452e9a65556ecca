import { Td } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import t from "@/messages/log";
import type { JobEvent } from "@/types/job";

const TITLES: Record<string, string> = {
  SignedIn: t("SignedIn"),
  SignInFailed: t("SignInFailed"),
  SignedOut: t("SignedOut"),
  StaffAdded: t("StaffAdded"),
  StaffDeactivated: t("StaffDeactivated"),
  StaffReactivated: t("StaffReactivated"),
  WorkstationAdded: t("WorkstationAdded"),
  WorkstationChanged: t("WorkstationChanged"),
  WorkstationPasswordReset: t("WorkstationPasswordReset"),
  WorkstationRevoked: t("WorkstationRevoked"),
  EmailTested: t("EmailTested"),
  AuditFinished: t("AuditFinished"),
  AuditFindingResolved: t("AuditFindingResolved"),
  StudentErased: t("StudentErased"),
  BackupRestored: t("BackupRestored"),
  HeldMailReleased: t("HeldMailReleased"),
  HeldMailDiscarded: t("HeldMailDiscarded"),
  JobDeleted: t("JobDeleted"),
  JobArchived: t("JobArchived"),
  JobPruned: t("JobPruned"),
  AdminOverride: t("AdminOverride"),
};

/** What a line is about: the first of these that it has. */
const SUBJECTS = ["staff", "workstation", "reference", "to", "path", "address"] as const;

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);

/** How a file check ended: how much it found, or that it was given up. */
function ended({ status, counts }: JobEvent["details"]): string {
  if (status !== "done") return t("given.up");
  const numbers = Object.values(counts ?? {}).filter((value): value is number => typeof value === "number");
  return t("found", { count: numbers.reduce((sum, number) => sum + number, 0) });
}

/** One line of the system log. */
export function LogRow({ line }: { line: JobEvent }) {
  const subject =
    line.type === "AuditFinished"
      ? ended(line.details)
      : SUBJECTS.map((name) => text(line.details[name])).find((found) => found !== null);
  const reason = text(line.details.reason);
  return (
    <tr className="last:[&_td]:border-b-0">
      <Td className="pl-5!">
        <span className="font-medium">{TITLES[line.type] ?? line.type}</span>
        {subject && <span className="break-anywhere text-muted-foreground"> {subject}</span>}
        {reason && <p className="text-muted-foreground text-sm">{t("reason", { reason })}</p>}
        <p className="text-muted-foreground text-sm sm:hidden">{line.triggered_by}</p>
      </Td>
      <Td className="max-sm:hidden">{line.triggered_by}</Td>
      <Td className="whitespace-nowrap pr-5! text-muted-foreground">
        <Time iso={line.at} />
      </Td>
    </tr>
  );
}
