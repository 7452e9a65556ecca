"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "@/lib/api";
import t from "@/messages/mail";
import type { MailTested } from "@/types/job";
import { LineField } from "./line-field";
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
        <LineField
          label={t("test.to")}
          hint={t("test.to.hint")}
          error={errors.to}
          type="email"
          maxLength={100}
          value={to}
          onChange={setTo}
        />
      )}
    </WriteDialog>
  );
}
