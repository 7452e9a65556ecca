"use client";

import { type RefObject, useEffect, useRef } from "react";
import { useIsDark } from "@/lib/theme";
import type { Bed } from "./bed";
import type { Preview } from "./preview-file";
import { Stage } from "./stage";

/** Keep a model on stage in `host` while it is shown. `cannot` is called when this computer cannot draw it. */
export function useStage(
  host: RefObject<HTMLElement | null>,
  preview: Preview | null,
  bed: Bed | null,
  cannot: () => void,
): RefObject<Stage | null> {
  const stage = useRef<Stage | null>(null);
  const failed = useRef(cannot);
  failed.current = cannot;

  useEffect(() => {
    const place = host.current;
    if (place === null || preview === null || bed === null) return;
    try {
      stage.current = new Stage(place, preview, bed);
    } catch {
      return failed.current();
    }
    place.focus({ preventScroll: true });
    return () => {
      stage.current?.dispose();
      stage.current = null;
    };
  }, [host, preview, bed]);

  const isDark = useIsDark();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is why the colours are taken again
  useEffect(() => stage.current?.recolour(), [isDark]);
  return stage;
}
