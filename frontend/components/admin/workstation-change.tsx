"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { call } from "@/lib/api";
import t from "@/messages/admin";
import type { Workstation } from "@/types/job";
import { RightsFields } from "./workstation-fields";
import { type Signed, WriteDialog } from "./write-dialog";

type Props = { workstation: Workstation; close: () => void };

/** Changes what a workstation may and how it sees the storage. */
export function WorkstationChangeDialog({ workstation, close }: Props) {
  const client = useQueryClient();
  const { id, name, is_admin, storage_root } = workstation;
  const [rights, setRights] = useState({ is_admin, storage_root: storage_root ?? "" });
  const send = async (signed: Signed) => {
    const body = { ...signed, ...rights };
    await call("patch", "/api/v1/admin/workstations/{workstation_id}", {
      path: { workstation_id: id },
      body,
    });
    void client.invalidateQueries({ queryKey: ["workstations"] });
    void client.invalidateQueries({ queryKey: ["session"] });
    toast.success(t("workstation.saved", { name }));
    close();
  };
  return (
    <WriteDialog title={t("workstation.change.what", { name })} submit={t("save")} close={close} send={send}>
      {(errors) => (
        <RightsFields value={rights} onChange={setRights} error={errors.storage_root ?? errors.is_admin} />
      )}
    </WriteDialog>
  );
}
