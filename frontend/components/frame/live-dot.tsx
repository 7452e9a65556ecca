"use client";

import { Tooltip } from "@/components/ui/tooltip";
import { type LiveState, useLive } from "@/lib/events";
import { when } from "@/lib/utils";
import t from "@/messages/frame";

const TONES: Record<LiveState, string> = { connecting: "amber", live: "green", lost: "red" };

/** How the live connection is: a dot and a word, with the last sign of life as its hint. */
export function LiveDot() {
  const { state, fresh_at } = useLive();
  const fresh = fresh_at ? t("live.fresh", { when: when(fresh_at.toISOString()) }) : "";
  return (
    <Tooltip hint={`${t(state === "lost" ? "live.lostHint" : "live.hint")} ${fresh}`}>
      <button
        type="button"
        data-tone={TONES[state]}
        className="flex h-11 items-center gap-2 rounded-md px-2 text-muted-foreground text-sm"
      >
        <span
          aria-hidden
          className={`size-2.5 rounded-full bg-tone-solid ${state === "live" ? "" : "animate-beat"}`}
        />
        <span role="status">{t(`live.${state}`)}</span>
      </button>
    </Tooltip>
  );
}
