"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { ApiError, call } from "@/lib/api";
import { useLiveEvent } from "@/lib/events";
import type { JobSummary } from "@/types/job";
import { askPage, dropJob, filesKey, JOBS_KEY, jobKey, listKey } from "./job-queries";
import { jobsOf, type Pages, patched, withFreshStart } from "./pages";
import { statusesOf, type View } from "./view";

/** News come in bursts; the list is asked at most this often. */
const PAUSE_MS = 800;
const MOST_SINGLE = 8;

/** Keep list and open job true to what happens elsewhere. Returns how to ask about some jobs by hand. */
export function useLiveJobs(view: View): (id: string) => void {
  const client = useQueryClient();
  const told = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  const hear = useCallback(
    (id: string) => {
      told.current.add(id);
      if (timer.current !== undefined) return;
      const flush = () => {
        if (told.current.size === 0) {
          timer.current = undefined;
          return;
        }
        const ids = [...told.current];
        told.current.clear();
        void refresh(client, latest.current, ids);
        timer.current = setTimeout(flush, PAUSE_MS);
      };
      flush();
    },
    [client],
  );

  useLiveEvent("job", ({ id, kind }) => {
    if (kind === "deleted") dropJob(client, id);
    else void client.invalidateQueries({ queryKey: jobKey(id) });
    if (kind !== "lock") void client.invalidateQueries({ queryKey: filesKey(id) });
    hear(id);
  });
  return hear;
}

/** Bring the shown list up to date after changes of `ids`; lists that are not shown ask again when they are. */
async function refresh(client: QueryClient, view: View, ids: string[]): Promise<void> {
  const key = listKey(view);
  void client.invalidateQueries({ queryKey: [JOBS_KEY], refetchType: "none" });
  const pages = client.getQueryData<Pages>(key);
  const affected = jobsOf(pages).filter((job) => ids.includes(job.id));
  if (pages === undefined || pages.pages.length === 1 || affected.length > MOST_SINGLE) {
    await client.invalidateQueries({ queryKey: key, exact: true });
    return;
  }
  try {
    const [fresh, ...facts] = await Promise.all([
      askPage(view),
      ...affected.map((job) => askFact(view, job.id)),
    ]);
    client.setQueryData<Pages>(key, (now) => now && withFreshStart(patched(now, new Map(facts)), fresh));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    await client.invalidateQueries({ queryKey: key, exact: true }); // the list shows the failure and tries again
  }
}

/** Ask for one job of the list: its facts, or null when it no longer belongs there. */
async function askFact(view: View, id: string): Promise<[string, JobSummary | null]> {
  try {
    const job = await call("get", "/api/v1/jobs/{job_id}", { path: { job_id: id } });
    return [id, statusesOf(view.tab).includes(job.status) ? job : null];
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return [id, null];
    throw error;
  }
}
