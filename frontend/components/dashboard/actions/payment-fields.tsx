import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { priceCents, readCents } from "@/lib/price";
import { money } from "@/lib/utils";
import t from "@/messages/actions";
import common from "@/messages/common";
import job_words from "@/messages/job";
import type { PaymentType } from "@/types/job";
import type { FieldsProps } from "./forms";
import { NumberField } from "./number-field";
import { PriceLine } from "./price-line";
import { howPriced, ratesAccepted } from "./rates";

/** The API's payment types; the compiler keeps the list complete. */
const TYPES = Object.keys({
  campus_card: 0,
  check: 0,
  grant_code: 0,
  waived: 0,
} satisfies Record<PaymentType, number>) as PaymentType[];

type LineProps = FieldsProps & { name: string; label: string; hint?: string; required?: boolean };

function LineField({ name, label, hint, required, draft, put, errors }: LineProps) {
  return (
    <Field label={label} hint={hint} required={required} error={errors[name]} className="min-w-0 flex-1">
      {(control) => (
        <Input
          {...control}
          name={name}
          maxLength={name === "txn_no" ? 60 : 100}
          autoComplete="off"
          className="h-11!"
          value={draft[name] ?? ""}
          onChange={(event) => put(name, event.target.value)}
        />
      )}
    </Field>
  );
}

/** Weighed, priced, paid, handed over. */
export function PaymentFields(props: FieldsProps) {
  const { job, draft, put, errors } = props;
  const quoted = job.quote ? t("grams.hint", { grams: job.quote.weight_g }) : undefined;
  return (
    <>
      <div className="flex flex-col gap-4 sm:flex-row">
        <NumberField {...props} name="grams" label={t("grams")} hint={quoted} />
        <Field label={t("type")} required error={errors.payment_type} className="min-w-0 flex-1">
          {(control) => (
            <NativeSelect
              {...control}
              className="h-11!"
              value={draft.payment_type ?? ""}
              onChange={(event) => put("payment_type", event.target.value)}
            >
              <option value="">{common("choose")}</option>
              {TYPES.map((type) => (
                <option key={type} value={type}>
                  {job_words(`type.${type}`)}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
      </div>
      <Calculated {...props} />
      <Reference {...props} />
      <OtherAmount {...props} />
      <div className="flex flex-col gap-4 sm:flex-row">
        <LineField {...props} name="picked_up_by" label={t("picked")} required />
        <LineField {...props} name="payer" label={t("payer")} />
      </div>
      <Checkbox
        checked={draft.partial === "yes"}
        onChange={(event) => put("partial", event.target.checked ? "yes" : "")}
      >
        {t("partial")}
      </Checkbox>
    </>
  );
}

/** What names the payment elsewhere; only the campus card must have it. */
function Reference(props: FieldsProps) {
  const type = props.draft.payment_type;
  if (!type || type === "waived") return null;
  const isCard = type === "campus_card";
  return (
    <LineField
      {...props}
      name="txn_no"
      label={t(isCard ? "txn" : "txn.other")}
      hint={isCard ? t("txn.hint") : undefined}
      required={isCard}
    />
  );
}

function Calculated({ draft, ...subject }: FieldsProps) {
  const rates = ratesAccepted(subject);
  const { grams = "" } = draft;
  const cents = rates && priceCents(grams, rates);
  const other = draft.other === "yes" ? readCents(draft.amount ?? "") : null;
  const isWaived = draft.payment_type === "waived";
  const how = rates && cents !== null ? howPriced(grams.trim(), cents, rates) : "";
  if (cents === null) return <PriceLine cents={null} />;
  if (other !== null)
    return <PriceLine cents={other} how={job_words("payment.calculated", { amount: money(cents) })} />;
  if (isWaived) return <PriceLine cents={0} how={`${t("price.waived")} · ${how}`} />;
  return <PriceLine cents={cents} how={how} />;
}

function OtherAmount(props: FieldsProps) {
  const { draft, put } = props;
  return (
    <div>
      <Checkbox
        checked={draft.other === "yes"}
        onChange={(event) => put("other", event.target.checked ? "yes" : "")}
      >
        {t("other.ask")}
      </Checkbox>
      {draft.other === "yes" && (
        <div className="mt-1 flex flex-col gap-4 sm:flex-row">
          <NumberField
            {...props}
            name="amount"
            label={t("other.amount")}
            errors={{ amount: props.errors.amount ?? props.errors.charged_cents }}
          />
          <LineField {...props} name="reason" label={t("other.reason")} required />
        </div>
      )}
    </div>
  );
}
