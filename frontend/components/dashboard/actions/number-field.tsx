import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { FieldsProps } from "./forms";

type Props = Pick<FieldsProps, "draft" | "put" | "errors"> & {
  name: string;
  label: string;
  hint?: ReactNode;
};

/** A number, kept as it was typed: point or comma, nothing is thrown away. */
export function NumberField({ name, label, hint, draft, put, errors }: Props) {
  return (
    <Field label={label} required hint={hint} error={errors[name]} className="min-w-0 flex-1">
      {(control) => (
        <Input
          {...control}
          name={name}
          inputMode="decimal"
          autoComplete="off"
          maxLength={12}
          className="figures h-11!"
          value={draft[name] ?? ""}
          onChange={(event) => put(name, event.target.value)}
        />
      )}
    </Field>
  );
}
