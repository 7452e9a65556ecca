"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type ApiError, call } from "@/lib/api";
import { type KeptLock, keepLock, type LockCalls, type LockState } from "./keep-lock";

const NONE: LockState = { kind: "none" };

function callsOf(job_id: string, staff_name: string): LockCalls {
  const path = { job_id };
  const bearing = (token: string) => ({ path, headers: { "Lock-Token": token } });
  return {
    take: () => call("post", "/api/v1/jobs/{job_id}/lock", { path, body: { staff_name } }),
    extend: (token) => call("post", "/api/v1/jobs/{job_id}/lock/extend", bearing(token)),
    release: (token) => call("post", "/api/v1/jobs/{job_id}/unlock", bearing(token)),
  };
}

type Held = {
  lock: LockState;
  /** Try once more to take it. */
  again: () => void;
  /** The action has used the lock up. */
  spend: () => void;
  /** The API says that the lock is not ours any more. */
  lose: (error: ApiError) => void;
};

/** Hold the lock of a job for `staff_name` while the component is shown; an empty name holds nothing. */
export function useLock(job_id: string, staff_name: string): Held {
  const [lock, setLock] = useState<LockState>(NONE);
  const [round, setRound] = useState(0);
  const kept = useRef<KeptLock | null>(null);
  const leaving = useRef<Promise<void>>(Promise.resolve());

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` is the order to try again
  useEffect(() => {
    if (staff_name === "") return setLock(NONE);
    let gone = false;
    // Another name takes the lock anew, once the one before has given it back.
    void leaving.current.then(() => {
      if (!gone) kept.current = keepLock(callsOf(job_id, staff_name), setLock);
    });
    return () => {
      gone = true;
      leaving.current = kept.current?.leave() ?? leaving.current;
      kept.current = null;
    };
  }, [job_id, staff_name, round]);

  const again = useCallback(() => setRound((n) => n + 1), []);
  const spend = useCallback(() => kept.current?.spend(), []);
  const lose = useCallback((error: ApiError) => {
    kept.current?.spend();
    setLock({ kind: "lost", error });
  }, []);
  return { lock, again, spend, lose };
}
