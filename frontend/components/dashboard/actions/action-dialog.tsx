"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Dialog, DialogBody, DialogContent, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/failure";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { actionOf } from "@/lib/lifecycle";
import t from "@/messages/actions";
import { jobKey, useCatalogue, useJob } from "../job-queries";
import { ActionForm } from "./action-form";
import { FORCE_UNLOCK } from "./forms";

export type ActionDialogProps = {
  job_id: string;
  action: string;
  close: () => void;
  /** Ask for another action, for example the way back. */
  ask: (job_id: string, action: string) => void;
  /** The job is no more. */
  gone: () => void;
};

/** Forms that read better with room. */
const WIDE: Record<string, string> = { PaymentBody: "sm:max-w-xl!", RejectBody: "sm:max-w-2xl!" };

/** The one frame of every action. It stays open until it is left on purpose, so that nothing typed gets lost. */
export function ActionDialog(props: ActionDialogProps) {
  const { job_id, action, close } = props;
  const client = useQueryClient();
  const job = useJob(job_id);
  const catalog = useCatalogue();
  useEffect(() => void client.invalidateQueries({ queryKey: jobKey(job_id), exact: true }), [client, job_id]);
  const [forcing, setForcing] = useState(false);
  const error = (job.data ? null : job.error) ?? (catalog.data ? null : catalog.error);
  return (
    <Dialog open onOpenChange={(open) => !open && close()}>
      <DialogContent
        aria-describedby={undefined}
        className={WIDE[actionOf(action)?.body ?? ""]}
        onOpenAutoFocus={(event) => event.preventDefault()}
        onInteractOutside={(event) => event.preventDefault()}
      >
        {job.data && catalog.data ? (
          <ActionForm {...props} job={job.data} catalog={catalog.data} force={() => setForcing(true)} />
        ) : (
          <>
            <DialogHeader>
              <DialogTitle>{actionOf(action)?.label ?? action}</DialogTitle>
            </DialogHeader>
            <DialogBody>
              {error ? (
                <Failure title={t("failed.job")} error={error} again={() => void job.refetch()} />
              ) : (
                <Loading label={t("loading")} className="flex flex-col gap-3">
                  <Skeleton className="h-11" />
                  <Skeleton className="h-24" />
                </Loading>
              )}
            </DialogBody>
          </>
        )}
        {forcing && <ActionDialog {...props} action={FORCE_UNLOCK} close={() => setForcing(false)} />}
      </DialogContent>
    </Dialog>
  );
}
