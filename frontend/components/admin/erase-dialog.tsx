"use client";

import { useState } from "react";
import { toast } from "sonner";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { call } from "@/lib/api";
import t from "@/messages/retention";
import type { Erasure } from "@/types/job";
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
          <Field label={t("erase.email")} required error={errors.email}>
            {(control) => (
              <Input
                {...control}
                type="email"
                className="h-11!"
                maxLength={100}
                autoComplete="off"
                value={email}
                onChange={(event) => {
                  setEmail(event.target.value);
                  setFound(null);
                }}
              />
            )}
          </Field>
          <p role="status" className="font-medium empty:hidden">
            {found?.message}
          </p>
          {isReady && (
            <Field label={t("erase.confirm")} required error={errors.confirm}>
              {(control) => (
                <Input
                  {...control}
                  type="email"
                  className="h-11!"
                  autoComplete="off"
                  value={confirm}
                  onChange={(event) => setConfirm(event.target.value)}
                />
              )}
            </Field>
          )}
        </>
      )}
    </WriteDialog>
  );
}
