import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import t from "@/messages/admin";

export type Rights = { is_admin: boolean; storage_root: string };

type Props = { value: Rights; onChange: (value: Rights) => void; error?: string };

/** What a workstation may, and how it sees the storage. */
export function RightsFields({ value, onChange, error }: Props) {
  return (
    <>
      <Field label={t("workstation.root")} hint={t("workstation.root.hint")} error={error}>
        {(control) => (
          <Input
            {...control}
            className="h-11! font-mono text-[15px]!"
            maxLength={300}
            autoComplete="off"
            spellCheck={false}
            value={value.storage_root}
            onChange={(event) => onChange({ ...value, storage_root: event.target.value })}
          />
        )}
      </Field>
      <Checkbox
        checked={value.is_admin}
        onChange={(event) => onChange({ ...value, is_admin: event.target.checked })}
      >
        <span className="text-[15px]">{t("workstation.admin.ask")}</span>
      </Checkbox>
    </>
  );
}
