"use client";

import { ModelWarnings } from "@/components/submission/model-warnings";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field";
import { isDecided, joined, toDecide } from "@/lib/warnings";
import t from "@/messages/report";
import type { Catalog, Report } from "@/types/job";

type Props = {
  report: Report;
  reasons: Catalog["rejection_reasons"];
  /** The codes that the student knows of, as the form keeps them. */
  accepted: string | undefined;
  error: string | undefined;
  onAccept: (codes: string) => void;
  onReplace: () => void;
};

/** What may go wrong with this file, and the student's choice: another file, or this one all the same. */
export function Decision({ report, reasons, accepted, error, onAccept, onReplace }: Props) {
  const warnings = toDecide(report);
  if (warnings.length === 0) return null;
  return (
    <section aria-labelledby="decision" className="grid gap-3 rounded-lg border border-border bg-card p-5">
      <h3 id="decision" className="font-semibold text-lg tracking-tight">
        {t("decide.title")}
      </h3>
      <ModelWarnings warnings={warnings} reasons={reasons} />
      <p className="mt-1 text-[15px] leading-relaxed">{t("decide.text")}</p>
      <Button variant="secondary" className="justify-self-start" onClick={onReplace}>
        {t("decide.replace")}
      </Button>
      <div className="-mb-1.5">
        <Checkbox
          checked={isDecided(report, accepted)}
          onChange={(event) => onAccept(event.target.checked ? joined(warnings) : "")}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? "decision-error" : undefined}
        >
          {t("decide.accept")}
        </Checkbox>
        {error && <FieldError id="decision-error">{error}</FieldError>}
      </div>
    </section>
  );
}
