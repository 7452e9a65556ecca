"use client";

import { useCallback, useEffect, useState } from "react";
import { ApiError } from "./api";

type Asked<T> = {
  answer: T | null;
  error: ApiError | null;
  /** Ask again now. */
  again: () => void;
  /** Put in an answer that another call brought. */
  set: (answer: T) => void;
};

/**
 * Ask the API for a student page, and again every `repeat_ms` while the page is in sight. Student pages hold one answer
 * each and keep within 150 kB of script, so they do without TanStack Query; the desk uses lib/query.
 *
 * `ask` must keep its identity (useCallback, or a function of a module).
 */
export function useAnswer<T>(ask: (signal: AbortSignal) => Promise<T>, repeat_ms?: number): Asked<T> {
  const [answer, setAnswer] = useState<T | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((n) => n + 1), []);
  const set = useCallback((fresh: T) => {
    setAnswer(fresh);
    setError(null);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` is the order to ask again
  useEffect(() => {
    const stop = new AbortController();
    ask(stop.signal).then(set, (failure: unknown) => {
      if (stop.signal.aborted) return;
      if (!(failure instanceof ApiError)) throw failure;
      setError(failure);
    });
    return () => stop.abort();
  }, [ask, set, round]);

  useEffect(() => (repeat_ms === undefined ? undefined : everySeen(repeat_ms, again)), [repeat_ms, again]);
  return { answer, error, again, set };
}

/** Run `work` every so often while the page is in sight, and at once when it comes back into sight after that. */
function everySeen(pause_ms: number, work: () => void): () => void {
  let due_at_ms = Date.now() + pause_ms;
  const look = () => {
    if (document.hidden || Date.now() < due_at_ms) return;
    due_at_ms = Date.now() + pause_ms;
    work();
  };
  const timer = setInterval(look, pause_ms);
  document.addEventListener("visibilitychange", look);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
  };
}
