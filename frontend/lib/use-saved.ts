"use client";

import { useCallback, useEffect, useRef, useState } from "react";

/** State that survives a reload of this tab. It starts as `initial` and takes up what was saved once the page runs. */
export function useSaved<T>(key: string, initial: T): [T, (next: (old: T) => T) => void] {
  const [value, setValue] = useState(initial);
  const latest = useRef(initial);

  useEffect(() => {
    const saved = read<T>(key);
    if (saved === null) return;
    latest.current = saved;
    setValue(saved);
  }, [key]);

  // Saved at once, not while rendering: what is saved last may take this component away.
  const save = useCallback(
    (next: (old: T) => T) => {
      latest.current = next(latest.current);
      write(key, latest.current);
      setValue(latest.current);
    },
    [key],
  );
  return [value, save];
}

function read<T>(key: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null") as T | null;
  } catch {
    // Storage is forbidden, or holds something of another version: start afresh.
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is forbidden or full: the form works all the same, it only forgets on a reload.
  }
}
