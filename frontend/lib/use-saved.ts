"use client";

import { useCallback, useEffect, useState } from "react";

/** State that survives a reload of this tab. It starts as `initial` and takes up what was saved once the page runs. */
export function useSaved<T>(key: string, initial: T): [T, (next: (old: T) => T) => void] {
  const [value, setValue] = useState(initial);

  useEffect(() => {
    const saved = read<T>(key);
    if (saved !== null) setValue(saved);
  }, [key]);

  const save = useCallback(
    (next: (old: T) => T) =>
      setValue((old) => {
        const fresh = next(old);
        write(key, fresh);
        return fresh;
      }),
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
