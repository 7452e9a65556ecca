"use client";

import { useEffect, useState } from "react";
import { exactly, when } from "@/lib/utils";

const REFRESH_MS = 30_000;

/** How long ago or until, kept fresh; the exact local time is its tooltip. `exact` shows the exact time instead. */
export function Time({ iso, exact, className }: { iso: string; exact?: boolean; className?: string }) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (exact) return;
    const timer = setInterval(() => setNow(new Date()), REFRESH_MS);
    return () => clearInterval(timer);
  }, [exact]);
  return (
    <time
      dateTime={iso}
      title={exact ? when(iso, now) : exactly(iso)}
      className={className}
      suppressHydrationWarning
    >
      {exact ? exactly(iso) : when(iso, now)}
    </time>
  );
}
