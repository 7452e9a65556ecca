"use client";

import { useQuery } from "@tanstack/react-query";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { call } from "@/lib/api";
import { rememberName } from "@/lib/last-name";
import t from "@/messages/desk";

type Props = { value: string; onChange: (name: string) => void; error?: string; hint?: string };

/** Who performs an action: starts empty and is chosen anew each time, because workstations are shared. */
export function ActingAs({ value, onChange, error, hint }: Props) {
  const staff = useQuery({ queryKey: ["staff", "active"], queryFn: () => call("get", "/api/v1/staff") });
  if (staff.error && !staff.data) {
    return <Failure title={t("acting.failed")} error={staff.error} again={() => void staff.refetch()} />;
  }
  const names = staff.data?.staff ?? [];
  const empty = staff.data && names.length === 0 ? t("acting.none") : undefined;
  return (
    <Field label={t("acting.label")} required error={error ?? empty} hint={hint}>
      {(control) => (
        <NativeSelect
          {...control}
          className="h-11!"
          value={value}
          onChange={(event) => {
            rememberName(event.target.value);
            onChange(event.target.value);
          }}
        >
          <option value="">{t("acting.choose")}</option>
          {names.map(({ id, name }) => (
            <option key={id} value={name}>
              {name}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}
