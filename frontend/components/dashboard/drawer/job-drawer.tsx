"use client";

import { useEffect, useRef } from "react";
import { useTurning } from "@/components/model3d/use-turning";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import t from "@/messages/job";
import type { Job } from "@/types/job";
import { useJob } from "../job-queries";
import { useLockWatch } from "../use-lock-watch";
import { ActionBar } from "./action-bar";
import { DrawerSkeleton } from "./drawer-skeleton";
import { Files } from "./files";
import { JobHead } from "./job-head";
import { JobIn3d } from "./job-in-3d";
import { LockLine } from "./lock-line";
import { Mails } from "./mails";
import { Model } from "./model";
import { Notes } from "./notes";
import { Payments } from "./payments";
import { People } from "./people";
import { QuoteFacts } from "./quote-facts";
import { Timeline } from "./timeline";
import type { Opening } from "./use-opening";

type Props = {
  id: string;
  close: () => void;
  ask: (job_id: string, action: string) => void;
  opening: Opening;
  /** Ask again about a job whose lock should have run out. */
  recheck: (id: string) => void;
};

/** One job beside the list; on a narrow screen it takes the list's place. */
export function JobDrawer({ id, close, ask, recheck, opening }: Props) {
  const { data: job, error, refetch, isRefetchError } = useJob(id);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  useLockWatch(job ? [job] : [], recheck);
  const turning = useTurning();
  const isGone = error !== null && (job === undefined || ("status" in error && error.status === 404));

  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label={job ? t("drawer", { reference: job.reference }) : t("loading")}
      className="flex animate-slide-in flex-col rounded-lg border border-border bg-card lg:sticky lg:self-start lg:top-19 lg:max-h-[calc(100dvh-96px)] lg:overflow-hidden"
    >
      {isGone && (
        <div className="flex flex-col items-start gap-3 p-5">
          <Failure title={t("failed")} error={error} again={() => void refetch()} className="w-full" />
          <Button variant="secondary" onClick={close}>
            {t("back")}
          </Button>
        </div>
      )}
      {!job && !error && <DrawerSkeleton close={close} />}
      {job && !isGone && (
        <>
          <JobHead job={job} close={close} turning={turning} />
          <div className="flex min-h-0 flex-col lg:overflow-y-auto">
            {isRefetchError && (
              <Alert kind="warning" className="mx-5 mb-3">
                {t("failed.stale")}
              </Alert>
            )}
            <JobIn3d job={job} turning={turning} />
            <JobParts job={job} opening={opening} />
          </div>
          <ActionBar job={job} ask={(action) => ask(job.id, action)} />
        </>
      )}
    </section>
  );
}

function JobParts({ job, opening }: { job: Job; opening: Opening }) {
  return (
    <>
      <LockLine job={job} />
      <Model job={job} />
      <QuoteFacts job={job} />
      <Files job={job} opening={opening} />
      <People job={job} />
      <Notes job={job} />
      <Payments job={job} />
      <Mails job={job} />
      <Timeline job={job} />
    </>
  );
}
