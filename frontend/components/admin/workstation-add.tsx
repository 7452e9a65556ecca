"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { call } from "@/lib/api";
import t from "@/messages/admin";
import { RightsFields } from "./workstation-fields";
import type { Made } from "./workstations-section";
import { type Signed, WriteDialog } from "./write-dialog";

type Props = { close: () => void; onMade: (made: Made) => void };

/** Adds a workstation; its password is made by the server and shown once. */
export function WorkstationAddDialog({ close, onMade }: Props) {
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [rights, setRights] = useState({ is_admin: false, storage_root: "" });
  const send = async (signed: Signed) => {
    const body = { ...signed, name, is_admin: rights.is_admin, storage_root: rights.storage_root || null };
    const { workstation, password } = await call("post", "/api/v1/admin/workstations", { body });
    void client.invalidateQueries({ queryKey: ["workstations"] });
    close();
    if (password !== null) onMade({ name: workstation.name, password });
  };
  return (
    <WriteDialog
      title={t("workstation.add")}
      submit={t("workstation.add")}
      close={close}
      send={send}
      required={{ name }}
    >
      {(errors) => (
        <>
          <Field label={t("workstation.name")} hint={t("workstation.name.hint")} required error={errors.name}>
            {(control) => (
              <Input
                {...control}
                className="h-11!"
                maxLength={50}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <RightsFields value={rights} onChange={setRights} error={errors.storage_root} />
        </>
      )}
    </WriteDialog>
  );
}
