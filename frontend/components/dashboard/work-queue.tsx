"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { useLive } from "@/lib/events";
import { cn } from "@/lib/utils";
import t from "@/messages/dashboard";
import type { Job } from "@/types/job";
import { ActionDialog } from "./actions/action-dialog";
import { JobDrawer } from "./drawer/job-drawer";
import { ScriptsDialog } from "./drawer/scripts-dialog";
import { useOpening } from "./drawer/use-opening";
import { WhoOpens } from "./drawer/who-opens";
import { FilterBar } from "./filter-bar";
import { HelpDialog } from "./help-dialog";
import { JobList } from "./job-list";
import { jobKey, useJobList } from "./job-queries";
import { jobsOf } from "./pages";
import { focusJob, useKeys } from "./use-keys";
import { useLiveJobs } from "./use-live-jobs";
import { useLockWatch } from "./use-lock-watch";
import { useView } from "./use-view";

/** An action that is being asked for: its dialog is open. */
export type Asking = { job_id: string; action: string };

/** The list of jobs, the open job beside it, and the dialog of the action under way. */
export function WorkQueue() {
  const client = useQueryClient();
  const [view, change] = useView();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [helping, setHelping] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const list = useJobList(view, useLive().state === "live");
  const jobs = useMemo(() => jobsOf(list.data), [list.data]);
  const hear = useLiveJobs(view);

  const recheck = useCallback(
    (id: string) => {
      void client.invalidateQueries({ queryKey: jobKey(id) });
      hear(id);
    },
    [client, hear],
  );
  useLockWatch(jobs, recheck);

  const open = (job: string) => change({ job }, view.job ? "replace" : "push");
  const close = () => {
    const left = view.job;
    change({ job: "" });
    requestAnimationFrame(() => focusJob(left));
  };
  const ask = (job_id: string, action: string) => setAsking({ job_id, action });
  const opening = useOpening();
  const openFile = (job_id: string) => {
    if (view.job !== job_id) open(job_id);
    void opening.open({ job_id });
  };
  const [enabled, setEnabled] = useKeys({
    jobs,
    view,
    opened: () => client.getQueryData<Job>(jobKey(view.job)),
    open,
    close,
    ask,
    openFile,
    search,
    help: () => setHelping(true),
  });

  return (
    <div className={cn("lg:grid", view.job && "lg:grid-cols-[minmax(0,1fr)_minmax(26rem,34rem)] lg:gap-6")}>
      <h1 className="sr-only">{t("title")}</h1>
      <div className={cn("mx-auto flex w-full max-w-7xl flex-col gap-4", view.job && "max-lg:hidden")}>
        <FilterBar view={view} change={change} search={search} onHelp={() => setHelping(true)} />
        <JobList view={view} change={change} list={list} jobs={jobs} open={open} />
      </div>
      {view.job && (
        <JobDrawer key={view.job} id={view.job} close={close} ask={ask} recheck={recheck} opening={opening} />
      )}
      {opening.asked && <WhoOpens asked={opening.asked} opening={opening} />}
      {opening.scripted && <ScriptsDialog found={opening.scripted} opening={opening} />}
      {asking && (
        <ActionDialog
          key={`${asking.job_id}/${asking.action}`}
          {...asking}
          close={() => setAsking(null)}
          ask={ask}
          gone={() => view.job === asking.job_id && change({ job: "" })}
        />
      )}
      <HelpDialog open={helping} close={() => setHelping(false)} enabled={enabled} setEnabled={setEnabled} />
    </div>
  );
}
