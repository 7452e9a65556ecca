import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import t from "@/messages/actions";
import type { FieldsProps } from "./forms";

/** Where the finished object waits. */
export function CompleteFields({ draft, put, errors }: FieldsProps) {
  return (
    <Field label={t("place")} hint={t("place.hint")} error={errors.storage_place}>
      {(control) => (
        <Input
          {...control}
          name="storage_place"
          maxLength={100}
          className="h-11!"
          value={draft.storage_place ?? ""}
          onChange={(event) => put("storage_place", event.target.value)}
        />
      )}
    </Field>
  );
}
