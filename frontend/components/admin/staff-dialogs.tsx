"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { call } from "@/lib/api";
import t from "@/messages/admin";
import type { Staff } from "@/types/job";
import { type Signed, WriteDialog } from "./write-dialog";

function useSaved(close: () => void) {
  const client = useQueryClient();
  return (text: string) => {
    void client.invalidateQueries({ queryKey: ["staff"] });
    toast.success(text);
    close();
  };
}

/** Puts a name on the list. */
export function StaffAddDialog({ close }: { close: () => void }) {
  const [name, setName] = useState("");
  const saved = useSaved(close);
  const send = async (signed: Signed) => {
    await call("post", "/api/v1/staff", { body: { ...signed, name } });
    saved(t("staff.added", { name }));
  };
  return (
    <WriteDialog title={t("staff.add")} submit={t("staff.add")} close={close} send={send} required={{ name }}>
      {(errors) => (
        <Field label={t("staff.name")} hint={t("staff.name.hint")} required error={errors.name}>
          {(control) => (
            <Input
              {...control}
              className="h-11!"
              maxLength={100}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      )}
    </WriteDialog>
  );
}

/** Lets a name act no longer, or again. */
export function StaffSwitchDialog({ member, close }: { member: Staff; close: () => void }) {
  const saved = useSaved(close);
  const { id, name, is_active } = member;
  const verb = is_active ? "deactivate" : "reactivate";
  const send = async (signed: Signed) => {
    const body = { ...signed, is_active: !is_active };
    await call("patch", "/api/v1/staff/{staff_id}", { path: { staff_id: id }, body });
    saved(t(`staff.${verb}d`, { name }));
  };
  return (
    <WriteDialog
      title={t(`staff.${verb}.what`, { name })}
      text={t(`staff.${verb}.text`, { name })}
      submit={t(`staff.${verb}`)}
      danger={is_active}
      close={close}
      send={send}
    />
  );
}
