"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { call } from "@/lib/api";
import t from "@/messages/admin";
import type { Workstation } from "@/types/job";
import type { Made } from "./workstations-section";
import { type Signed, WriteDialog } from "./write-dialog";

type Wish = "reset" | "revoke" | "restore";
type Props = { wish: Wish; workstation: Workstation; close: () => void; onMade: (made: Made) => void };

const CHANGES = {
  reset: { reset_password: true },
  revoke: { is_active: false },
  restore: { is_active: true },
} as const satisfies Record<Wish, object>;

/** A new password for a workstation, or switching it off and on. */
export function WorkstationSwitchDialog({ wish, workstation, close, onMade }: Props) {
  const client = useQueryClient();
  const { id, name } = workstation;
  const send = async (signed: Signed) => {
    const saved = await call("patch", "/api/v1/admin/workstations/{workstation_id}", {
      path: { workstation_id: id },
      body: { ...signed, ...CHANGES[wish] },
    });
    void client.invalidateQueries({ queryKey: ["workstations"] });
    close();
    if (saved.password === null) toast.success(t("workstation.saved", { name }));
    else onMade({ name, password: saved.password });
  };
  return (
    <WriteDialog
      title={t(`workstation.${wish}.what`, { name })}
      text={t(`workstation.${wish}.text`, { name })}
      submit={t(`workstation.${wish}`)}
      danger={wish === "revoke"}
      close={close}
      send={send}
    />
  );
}
