import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { actionOf } from "@/lib/lifecycle";
import t from "@/messages/actions";
import type { Draft, Errors, FieldsProps } from "./forms";

/** Why: one box. */
export function ReasonFields({ draft, put, errors, action }: FieldsProps) {
  const reads = actionOf(action)?.mail === "canceled";
  return (
    <Field
      label={t("reason")}
      required
      error={errors.reason}
      hint={t(reads ? "reason.student" : "reason.hint")}
    >
      {(control) => (
        <Textarea
          {...control}
          name="reason"
          maxLength={500}
          value={draft.reason ?? ""}
          onChange={(event) => put("reason", event.target.value)}
        />
      )}
    </Field>
  );
}

export function checkReason({ reason = "" }: Draft): Errors {
  return reason.trim().length < 3 ? { reason: t("missing") } : {};
}
