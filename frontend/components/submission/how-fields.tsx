"use client";

import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { CheckIcon, WarningIcon } from "@/components/ui/icons";
import { NativeSelect } from "@/components/ui/native-select";
import { RadioCard, RadioGroup } from "@/components/ui/radio-group";
import type { Errors, FieldName, Values } from "@/lib/rules";
import { money, sizeInches, sizeMm } from "@/lib/utils";
import common from "@/messages/common";
import t from "@/messages/submit";
import type { Catalog, Method, Report } from "@/types/job";
import type { Bind } from "./use-form";

type Props = {
  catalog: Catalog;
  report: Report | null;
  values: Values;
  errors: Errors;
  set: (name: FieldName, value: string) => void;
  bind: Bind;
};

/** Material first; colors and printers follow from it. */
export function HowFields({ catalog, report, values, errors, set, bind }: Props) {
  const method = catalog.methods.find(({ name }) => name === values.print_method);
  return (
    <>
      <RadioGroup
        label={t("print_method")}
        value={values.print_method ?? ""}
        onChange={(value) => set("print_method", value)}
        error={errors.print_method}
        className="sm:grid-cols-2"
      >
        {catalog.methods.map(({ name, description, cents_per_gram }) => (
          <RadioCard
            key={name}
            value={name}
            title={name}
            end={t("print_method.price", { price: money(cents_per_gram, catalog.currency) })}
          >
            {description}
          </RadioCard>
        ))}
      </RadioGroup>
      <Field label={t("color")} error={errors.color} hint={method ? undefined : t("color.first")} required>
        {(control) => (
          <NativeSelect {...control} {...bind("color")} disabled={!method}>
            <option value="">{common("choose")}</option>
            {method?.colors.map((color) => (
              <option key={color}>{color}</option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <Printers
        method={method}
        report={report}
        value={values.printer ?? ""}
        error={errors.printer}
        set={set}
      />
    </>
  );
}

type PrintersProps = {
  method: Method | undefined;
  report: Report | null;
  value: string;
  error: string | undefined;
  set: Props["set"];
};

function Printers({ method, report, value, error, set }: PrintersProps) {
  const fits = report?.fits ?? {};
  const noneFits = method?.printers.every(({ name }) => fits[name] === false) ?? false;
  return (
    <RadioGroup
      label={t("printer")}
      value={value}
      onChange={(printer) => set("printer", printer)}
      error={error}
    >
      {!method && <p className="text-muted-foreground text-sm">{t("printer.first")}</p>}
      {method?.printers.map(({ name, volume_mm }) => (
        <RadioCard key={name} value={name} title={name} end={<Fits fits={fits[name]} />}>
          <span className="figures">
            {sizeMm(volume_mm)} · {sizeInches(volume_mm)}
          </span>
        </RadioCard>
      ))}
      {method && noneFits && <Alert kind="warning">{t("printer.noneFits", { method: method.name })}</Alert>}
    </RadioGroup>
  );
}

/** Whether the model fits, once that is known: a mark and words, not color alone. */
function Fits({ fits }: { fits: boolean | undefined }) {
  if (fits === undefined) return null;
  const Icon = fits ? CheckIcon : WarningIcon;
  return (
    <span
      data-tone={fits ? "green" : "amber"}
      className="inline-flex items-center gap-1 font-medium text-tone"
    >
      <Icon className="size-4" />
      {t(fits ? "printer.fits" : "printer.tooSmall")}
    </span>
  );
}
