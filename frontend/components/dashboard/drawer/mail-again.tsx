"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { ActingAs } from "@/components/frame/acting-as";
import { useSigned } from "@/components/frame/use-signed";
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
import { call } from "@/lib/api";
import { mailName } from "@/lib/mail-words";
import common from "@/messages/common";
import t from "@/messages/job";
import type { Job } from "@/types/job";
import { jobKey } from "../job-queries";

type Props = { job: Job; kind: string; close: () => void };

/** Sends one mail of a job once more. */
export function MailAgain({ job, kind, close }: Props) {
  const client = useQueryClient();
  const { acting, submit, busy, error } = useSigned(async (staff_name) => {
    const options = { path: { job_id: job.id }, body: { staff_name, kind } };
    const { message } = await call("post", "/api/v1/jobs/{job_id}/resend-email", options);
    toast.success(message);
    void client.invalidateQueries({ queryKey: jobKey(job.id) });
    close();
  });
  return (
    <Dialog open onOpenChange={(open) => !open && close()}>
      <DialogContent>
        <form onSubmit={submit}>
          <DialogHeader>
            <DialogTitle>{t("mail.again.what", { kind: mailName(kind) })}</DialogTitle>
            <DialogDescription>{t("mail.again.text", { to: job.student_email })}</DialogDescription>
          </DialogHeader>
          <DialogBody>
            <ActingAs {...acting} />
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
