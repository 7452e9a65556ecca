"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { ActingAs } from "@/components/frame/acting-as";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Failure } from "@/components/ui/failure";
import { ApiError, call } from "@/lib/api";
import { mailName } from "@/lib/mail-words";
import common from "@/messages/common";
import desk from "@/messages/desk";
import t from "@/messages/job";
import type { Job } from "@/types/job";
import { jobKey } from "../job-queries";

type Props = { job: Job; kind: string; close: () => void };

/** Sends one mail of a job once more. */
export function MailAgain({ job, kind, close }: Props) {
  const client = useQueryClient();
  const [staff_name, setStaffName] = useState("");
  const [nobody, setNobody] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setNobody(staff_name === "");
    if (busy || staff_name === "") return;
    setBusy(true);
    try {
      const options = { path: { job_id: job.id }, body: { staff_name, kind } };
      const { message } = await call("post", "/api/v1/jobs/{job_id}/resend-email", options);
      toast.success(message);
      void client.invalidateQueries({ queryKey: jobKey(job.id) });
      close();
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Dialog open onOpenChange={(open) => !open && close()}>
      <DialogContent>
        <form onSubmit={send}>
          <DialogHeader>
            <DialogTitle>{t("mail.again.what", { kind: mailName(kind) })}</DialogTitle>
            <DialogDescription>{t("mail.again.text", { to: job.student_email })}</DialogDescription>
          </DialogHeader>
          <DialogBody>
            <ActingAs
              value={staff_name}
              onChange={setStaffName}
              error={nobody && staff_name === "" ? desk("acting.missing") : undefined}
            />
            {error && <Failure error={error} />}
          </DialogBody>
          <DialogFooter>
            <Button variant="ghost" onClick={close}>
              {common("cancel")}
            </Button>
            <Button type="submit" busy={busy ? t("mail.again.busy") : undefined}>
              {t("mail.again")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
