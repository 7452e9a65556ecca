import type { Catalog, ModelWarning, Report } from "@/types/job";

/** What a student decides about before sending: everything that is graver than a note. */
export function toDecide(report: Pick<Report, "warnings"> | null): ModelWarning[] {
  return (report?.warnings ?? []).filter(({ severity }) => severity === "warning" || severity === "danger");
}

/** What the desk calls it when it rejects a model for such a finding; undefined when it never does. */
export function reasonOf(
  { rejection_reason }: ModelWarning,
  reasons: Catalog["rejection_reasons"],
): string | undefined {
  return reasons.find(({ code }) => code === rejection_reason)?.label;
}

/** How the codes of accepted warnings stand in the form's one text, and back. */
export const joined = (warnings: ModelWarning[]): string => warnings.map(({ code }) => code).join(" ");
export const codesIn = (text: string | undefined): string[] => text?.split(" ").filter(Boolean) ?? [];

/** Whether all that a student must know of stands among the accepted codes. */
export function isDecided(report: Pick<Report, "warnings"> | null, accepted: string | undefined): boolean {
  const known = codesIn(accepted);
  return toDecide(report).every(({ code }) => known.includes(code));
}
