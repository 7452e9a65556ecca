"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { call } from "@/lib/api";
import t from "@/messages/mail";
import type { MailTested } from "@/types/job";
import { MailTestedDialog } from "./mail-tested";
import { type Signed, WriteDialog } from "./write-dialog";

/** Sends a test mail, then shows what the mail server said. */
export function MailTestDialog({ close }: { close: () => void }) {
  const client = useQueryClient();
  const [to, setTo] = useState("");
  const [tested, setTested] = useState<MailTested | null>(null);
  const send = async (signed: Signed) => {
    setTested(await call("post", "/api/v1/admin/mail/test", { body: { ...signed, to } }));
    void client.invalidateQueries({ queryKey: ["outbox"] });
    void client.invalidateQueries({ queryKey: ["health"] });
  };
  if (tested) return <MailTestedDialog tested={tested} close={close} />;
  return (
    <WriteDialog
      title={t("test")}
      text={t("test.text")}
      submit={t("test")}
      close={close}
      send={send}
      required={{ to }}
    >
      {(errors) => (
        <Field label={t("test.to")} hint={t("test.to.hint")} required error={errors.to}>
          {(control) => (
            <Input
              {...control}
              type="email"
              className="h-11!"
              maxLength={100}
              autoComplete="off"
              value={to}
              onChange={(event) => setTo(event.target.value)}
            />
          )}
        </Field>
      )}
    </WriteDialog>
  );
}
