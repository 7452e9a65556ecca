"use client";

import { useState } from "react";
import { toast } from "sonner";
import { call } from "@/lib/api";
import t from "@/messages/retention";
import type { Erasure } from "@/types/job";
import { LineField } from "./line-field";
import { type Signed, WriteDialog } from "./write-dialog";

/** Says what there is of a student; once nothing of it is under way, the address has to be typed again. */
export function EraseDialog({ close }: { close: () => void }) {
  const [email, setEmail] = useState("");
  const [found, setFound] = useState<Erasure | null>(null);
  const [confirm, setConfirm] = useState("");
  const isReady = found !== null && found.open_references.length === 0;
  const send = async (signed: Signed) => {
    const body = { ...signed, email, confirm, dry_run: !isReady };
    const answer = await call("post", "/api/v1/admin/students/erase", { body });
    setFound(answer);
    if (!answer.erased) return;
    toast.success(answer.message);
    close();
  };
  return (
    <WriteDialog
      title={t("erase.title")}
      text={t("erase.text")}
      submit={t(isReady ? "erase.go" : "erase.look")}
      danger={isReady}
      close={close}
      send={send}
      required={isReady ? { email, confirm } : { email }}
    >
      {(errors) => (
        <>
          <LineField
            label={t("erase.email")}
            error={errors.email}
            type="email"
            maxLength={100}
            value={email}
            onChange={(value) => {
              setEmail(value);
              setFound(null);
            }}
          />
          <p role="status" className="font-medium empty:hidden">
            {found?.message}
          </p>
          {isReady && (
            <LineField
              label={t("erase.confirm")}
              error={errors.confirm}
              type="email"
              value={confirm}
              onChange={setConfirm}
            />
          )}
        </>
      )}
    </WriteDialog>
  );
}
