"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Failure } from "@/components/ui/failure";
import { FieldError } from "@/components/ui/field";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { money } from "@/lib/utils";
import t from "@/messages/submit";
import type { Catalog, Report } from "@/types/job";
import { FormPart } from "./form-part";
import { HowFields } from "./how-fields";
import type { Form } from "./use-form";
import type { Sending } from "./use-submission";
import { WhatFields } from "./what-fields";
import { WhoFields } from "./who-fields";

type Props = { catalog: Catalog; report: Report | null; form: Form; sending: Sending };

/** What, how, who, and the way off. */
export function Questions({ catalog, report, form, sending }: Props) {
  const { values, errors, set, bind } = form;
  return (
    <div className="grid gap-12">
      <FormPart title={t("what.title")}>
        <WhatFields errors={errors} bind={bind} />
      </FormPart>
      <FormPart title={t("how.title")}>
        <HowFields catalog={catalog} report={report} values={values} errors={errors} set={set} bind={bind} />
      </FormPart>
      <FormPart title={t("who.title")}>
        <WhoFields disciplines={catalog.disciplines} errors={errors} bind={bind} />
      </FormPart>
      <Send minimum={money(catalog.minimum_cents, catalog.currency)} form={form} sending={sending} />
    </div>
  );
}

function Send({ minimum, form, sending }: { minimum: string; form: Form; sending: Sending }) {
  const { values, errors, set } = form;
  const { failure, busy } = sending;
  const consent = errors.acknowledged_minimum_charge;
  const count = Object.values(errors).filter(Boolean).length;
  return (
    <div className="grid gap-4 border-border border-t pt-7">
      <div>
        <Checkbox
          checked={values.acknowledged_minimum_charge === "true"}
          onChange={(event) => set("acknowledged_minimum_charge", event.target.checked ? "true" : "")}
          aria-invalid={consent ? true : undefined}
          aria-describedby={consent ? "consent-error" : undefined}
          aria-required
        >
          {t("acknowledged_minimum_charge", { price: minimum })}
        </Checkbox>
        {consent && <FieldError id="consent-error">{consent}</FieldError>}
      </div>
      {failure && <Failure error={failure} />}
      {!failure && count > 0 && (
        <Alert kind="danger" live>
          {t("send.errors", { count })}
        </Alert>
      )}
      <div className="flex flex-col gap-3 sm:flex-row sm:items-center sm:gap-5">
        <Button type="submit" size="large" busy={busy ? t("sending") : undefined} className="sm:min-w-44">
          {t("send")}
        </Button>
        <p className="text-[15px] text-muted-foreground">{t("send.text")}</p>
      </div>
    </div>
  );
}

/** The shape of the questions while the catalogue is on its way. */
export function QuestionsSkeleton() {
  return (
    <Loading className="grid gap-6">
      <Skeleton className="h-24" />
      <Skeleton className="h-12 w-64" />
      <Skeleton className="h-32" />
      <Skeleton className="h-12" />
      <Skeleton className="h-48" />
    </Loading>
  );
}
