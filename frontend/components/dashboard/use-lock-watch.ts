"use client";

import { useEffect } from "react";
import type { Lock } from "@/types/job";

type Locked = { id: string; lock: Lock | null };

const GRACE_MS = 500;
/** A browser's clock may be ahead of the server's; without a floor it would ask without end. */
const FLOOR_MS = 5_000;

/** Tell when a shown lock should have run out: a kept-alive lock tells nobody, so its job is asked again. */
export function useLockWatch(jobs: readonly Locked[], onPassed: (id: string) => void): void {
  const next = jobs
    .flatMap(({ id, lock }) => (lock ? [{ id, until: lock.locked_until }] : []))
    .sort((a, b) => a.until.localeCompare(b.until))[0];
  const id = next?.id;
  const until = next?.until;
  useEffect(() => {
    if (id === undefined || until === undefined) return;
    const left_ms = new Date(until).getTime() - Date.now() + GRACE_MS;
    const timer = setInterval(() => onPassed(id), Math.max(FLOOR_MS, left_ms));
    return () => clearInterval(timer);
  }, [id, until, onPassed]);
}
