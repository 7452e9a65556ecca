"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { readView, type View, writeView } from "./view";

type Change = (patch: Partial<View>, how?: "push" | "replace") => void;

/** The view that the URL holds, and how to change it. Changing it asks the server for nothing: only the list is asked. */
export function useView(): [View, Change] {
  const params = useSearchParams();
  const view = useMemo(() => readView(new URLSearchParams(params)), [params]);
  const change = useCallback<Change>((patch, how = "push") => {
    const current = readView(new URLSearchParams(location.search));
    const url = writeView({ ...current, ...patch });
    if (url === location.pathname + location.search) return;
    if (how === "push") history.pushState(null, "", url);
    else history.replaceState(null, "", url);
  }, []);
  return [view, change];
}
