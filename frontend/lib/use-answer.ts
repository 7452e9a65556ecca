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
 * Ask the API once for a student page, and again every `repeat_ms(answer)` while that is a number. Student pages hold
 * one answer each and keep within 150 kB, so they do without TanStack Query; the desk uses lib/query.
 *
 * `ask` must keep its identity (useCallback or a module's function).
 */
export function useAnswer<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  repeat_ms: (answer: T) => number | null = never,
): Asked<T> {
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

  const pause_ms = answer === null || error !== null ? null : repeat_ms(answer);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new answer starts a new pause
  useEffect(() => {
    if (pause_ms === null) return;
    const timer = setTimeout(again, pause_ms);
    return () => clearTimeout(timer);
  }, [pause_ms, again, answer]);

  return { answer, error, again, set };
}

function never(): null {
  return null;
}
