import { RadioCard, RadioGroup } from "@/components/ui/radio-group";
import { sizeMm } from "@/lib/utils";
import t from "@/messages/actions";
import type { Draft, Errors, FieldsProps } from "./forms";

/** Which machine: the printers of the job's method. */
export function PrintingFields({ job, catalog, draft, put, errors }: FieldsProps) {
  const method = catalog.methods.find(({ name }) => name === job.print_method);
  return (
    <RadioGroup
      label={t("printer")}
      value={draft.printer ?? ""}
      onChange={(printer) => put("printer", printer)}
      error={errors.printer}
    >
      {(method?.printers ?? []).map((printer) => (
        <RadioCard
          key={printer.name}
          value={printer.name}
          title={printer.name === job.printer ? t("printer.asked", { printer: printer.name }) : printer.name}
          end={sizeMm(printer.volume_mm)}
        />
      ))}
    </RadioGroup>
  );
}

export function checkPrinting({ printer }: Draft): Errors {
  return printer ? {} : { printer: t("choose") };
}
