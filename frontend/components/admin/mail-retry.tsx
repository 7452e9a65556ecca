"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { call } from "@/lib/api";
import { mailName } from "@/lib/mail-words";
import t from "@/messages/mail";
import type { OutboxMail } from "@/types/job";
import { type Signed, WriteDialog } from "./write-dialog";

type Props = { mail: OutboxMail; close: () => void };

/** Tries a mail again that waits or was given up. */
export function MailRetryDialog({ mail, close }: Props) {
  const client = useQueryClient();
  const { id, kind, to } = mail;
  const send = async (body: Signed) => {
    await call("post", "/api/v1/admin/outbox/{mail_id}/retry", { path: { mail_id: id }, body });
    void client.invalidateQueries({ queryKey: ["outbox"] });
    toast.success(t("retried", { to }));
    close();
  };
  return (
    <WriteDialog
      title={t("retry.what", { kind: mailName(kind), to })}
      text={t("retry.text")}
      submit={t("retry")}
      close={close}
      send={send}
    />
  );
}
