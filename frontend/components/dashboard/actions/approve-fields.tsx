import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { billedHours, gramsOfVolume, priceCents, readHours, readNumber } from "@/lib/price";
import { duration } from "@/lib/utils";
import t from "@/messages/actions";
import { useFolder } from "../job-queries";
import { CandidateFiles } from "./candidate-files";
import type { Draft, Errors, FieldsProps, Subject } from "./forms";
import { NumberField } from "./number-field";
import { PriceLine } from "./price-line";
import { howPriced, isPositive, ratesToday } from "./rates";
import { isRead } from "./sliced";

/** Resin is quoted by volume, everything else by weight: the catalogue knows by whether it has a density. */
const quotedBy = (subject: Subject) =>
  ratesToday(subject)?.grams_per_ml === null ? ("weight_g" as const) : ("volume_ml" as const);

/** The quote: which file, how much material, how long, for how much. */
export function ApproveFields(props: FieldsProps) {
  const { draft, put, errors } = props;
  const amount = quotedBy(props);
  const hours = readHours(draft.time_hours ?? "");
  const file = useFolder(props.job).data?.files.find(({ name }) => name === draft.authoritative_file);
  return (
    <>
      <CandidateFiles {...props} />
      <div className="flex flex-col gap-4 sm:flex-row">
        <NumberField
          {...props}
          name={amount}
          label={t(amount === "weight_g" ? "weight" : "volume")}
          hint={
            file && isRead(draft, amount, file) ? t("slicer.read", { file: file.name }) : t("slicer.hint")
          }
        />
        <NumberField
          {...props}
          name="time_hours"
          label={t("hours")}
          hint={hours ? t("hours.billed", { time: duration(billedHours(hours)) }) : t("hours.hint")}
        />
      </div>
      <Preview {...props} />
      <Field label={t("comment")} error={errors.comment} hint={t("reason.student")}>
        {(control) => (
          <Textarea
            {...control}
            name="comment"
            maxLength={2000}
            className="min-h-16!"
            value={draft.comment ?? ""}
            onChange={(event) => put("comment", event.target.value)}
          />
        )}
      </Field>
    </>
  );
}

function Preview({ draft, ...subject }: FieldsProps) {
  const rates = ratesToday(subject);
  if (rates === null) return null;
  const { weight_g = "", volume_ml = "" } = draft;
  const grams = rates.grams_per_ml === null ? weight_g : gramsOfVolume(volume_ml, rates.grams_per_ml);
  const cents = grams === null ? null : priceCents(grams, rates);
  return (
    <PriceLine
      cents={cents}
      how={grams !== null && cents !== null && howPriced(grams.trim(), cents, rates)}
    />
  );
}

export function checkApprove(draft: Draft, subject: Subject): Errors {
  const amount = quotedBy(subject);
  return {
    authoritative_file: draft.authoritative_file ? undefined : t("choose"),
    [amount]: isPositive(draft[amount]) ? undefined : t("number"),
    time_hours: readHours(draft.time_hours ?? "") ? undefined : t("number.hours"),
  };
}

export function approveBody(draft: Draft, subject: Subject) {
  const amount = quotedBy(subject);
  return {
    authoritative_file: draft.authoritative_file,
    [amount]: readNumber(draft[amount] ?? ""),
    time_hours: readHours(draft.time_hours ?? ""),
    comment: draft.comment ?? "",
  };
}
