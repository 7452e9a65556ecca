import { ScanSearch } from "lucide-react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field, FieldError } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import t from "@/messages/actions";
import type { Draft, Errors, FieldsProps, Subject } from "./forms";

const nameOf = (code: string) => `reasons.${code}`;

/** The lab's canned reasons with what the student will read, and room for one's own words. */
export function RejectFields({ catalog, job, draft, put, errors }: FieldsProps) {
  const found = job.warnings.map(({ rejection_reason }) => rejection_reason);
  return (
    <>
      <fieldset aria-describedby={errors.reasons ? "reasons-error" : undefined}>
        <legend className="mb-1 font-medium text-[15px]">{t("reasons")}</legend>
        <div className="grid gap-x-6 sm:grid-cols-2">
          {catalog.rejection_reasons.map(({ code, label, advice }) => (
            <Checkbox
              key={code}
              checked={draft[nameOf(code)] === "yes"}
              aria-invalid={errors.reasons ? true : undefined}
              onChange={(event) => put(nameOf(code), event.target.checked ? "yes" : "")}
            >
              <span className="block text-[15px]">{label}</span>
              {found.includes(code) && <FoundMark />}
              <span className="block text-muted-foreground text-sm leading-snug">{advice}</span>
            </Checkbox>
          ))}
        </div>
        {errors.reasons && <FieldError id="reasons-error">{errors.reasons}</FieldError>}
      </fieldset>
      <Field label={t("reject.comment")} hint={t("reason.student")} error={errors.comment}>
        {(control) => (
          <Textarea
            {...control}
            name="comment"
            maxLength={2000}
            value={draft.comment ?? ""}
            onChange={(event) => put("comment", event.target.value)}
          />
        )}
      </Field>
    </>
  );
}

/** Says that the inspector speaks for a reason; whether it is one stays with the desk. */
function FoundMark() {
  return (
    <span data-tone="amber" className="flex items-center gap-1 font-medium text-sm text-tone">
      <ScanSearch aria-hidden className="size-3.5" />
      {t("reason.found")}
    </span>
  );
}

export function rejectBody(draft: Draft, { catalog }: Subject) {
  const codes = catalog.rejection_reasons.map(({ code }) => code);
  return { reasons: codes.filter((code) => draft[nameOf(code)] === "yes"), comment: draft.comment ?? "" };
}

export function checkReject(draft: Draft, subject: Subject): Errors {
  const { reasons, comment } = rejectBody(draft, subject);
  return reasons.length === 0 && comment.trim() === "" ? { reasons: t("why.missing") } : {};
}
