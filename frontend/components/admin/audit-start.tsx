"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { Checkbox } from "@/components/ui/checkbox";
import { call } from "@/lib/api";
import t from "@/messages/audit";
import { type Signed, WriteDialog } from "./write-dialog";

/** Starts a file check in the background. */
export function AuditStartDialog({ close }: { close: () => void }) {
  const client = useQueryClient();
  const [deep, setDeep] = useState(false);
  const send = async (signed: Signed) => {
    await call("post", "/api/v1/admin/audit/start", { body: { ...signed, deep } });
    void client.invalidateQueries({ queryKey: ["audit"] });
    toast.success(t("start.done"));
    close();
  };
  return (
    <WriteDialog title={t("start")} text={t("start.text")} submit={t("start")} close={close} send={send}>
      {() => (
        <Checkbox checked={deep} onChange={(event) => setDeep(event.target.checked)}>
          <span className="text-[15px]">{t("start.deep")}</span>
        </Checkbox>
      )}
    </WriteDialog>
  );
}
