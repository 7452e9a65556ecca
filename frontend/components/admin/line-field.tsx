import type { ComponentProps } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type Props = Omit<ComponentProps<typeof Input>, "onChange"> & {
  label: string;
  hint?: string;
  error: string | undefined;
  onChange: (value: string) => void;
};

/** One required line of a dialog in Admin. */
export function LineField({ label, hint, error, onChange, ...input }: Props) {
  return (
    <Field label={label} hint={hint} required error={error}>
      {(control) => (
        <Input
          {...input}
          {...control}
          className="h-11!"
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
