import type { ApiError } from "@/lib/api";
import type { Errors } from "./forms";

/** The fields that the dialogs show; a refusal of anything else is said below them. */
const SHOWN: readonly string[] = [
  "staff_name",
  "authoritative_file",
  "weight_g",
  "volume_ml",
  "time_hours",
  "comment",
  "reasons",
  "reason",
  "printer",
  "storage_place",
  "grams",
  "payment_type",
  "txn_no",
  "charged_cents",
  "picked_up_by",
  "payer",
];

/** Sort a refusal to its fields; `rest` is what must be said as a whole. */
export function placed(error: ApiError): { errors: Errors; rest: ApiError | null } {
  const found = error.fields.map(({ field, message }) => [field.split(".")[0] ?? "", message] as const);
  const shown = found.filter(([field]) => SHOWN.includes(field));
  const isComplete = found.length > 0 && shown.length === found.length;
  return { errors: Object.fromEntries(shown), rest: isComplete ? null : error };
}
