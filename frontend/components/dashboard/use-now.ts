"use client";

import { useEffect, useState } from "react";

const REFRESH_MS = 60_000;

/** The time, kept to the minute: one clock for all ages on the page. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
