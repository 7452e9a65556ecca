"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Job } from "@/types/job";
import { jobKey } from "../job-queries";
import type { useLock } from "./use-lock";

/** Go on by itself: when the one who held the job lets go, take its lock. */
export function useFreeAgain(job: Job, { lock, again }: ReturnType<typeof useLock>): void {
  const client = useQueryClient();
  const wasLocked = useRef(job.lock !== null);
  const holder = lock.kind === "taken" ? lock.holder : null;
  // The refusal is the freshest news of who holds the job; from here on the live line keeps it true.
  useEffect(() => {
    if (holder) client.setQueryData<Job>(jobKey(job.id), (old) => old && { ...old, lock: holder });
  }, [client, holder, job.id]);
  useEffect(() => {
    if (wasLocked.current && job.lock === null && lock.kind === "taken") again();
    wasLocked.current = job.lock !== null;
  }, [job.lock, lock.kind, again]);
}
