"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";

/** What the API tells as it happens. `resync` is ours: the line was down, so whatever is shown may be stale. */
export type LiveEvents = {
  job: { id: string; reference: string; status: string; kind: "changed" | "created" | "deleted" | "lock" };
  resync: null;
};

export type LiveState = "connecting" | "live" | "lost";
type Handler = (name: keyof LiveEvents, data: LiveEvents[keyof LiveEvents]) => void;
type Live = { state: LiveState; fresh_at: Date | null; listen: (handler: Handler) => () => void };

const STREAM = "/api/v1/stream";
/** The API pings every 15 s; two missed pings and a bit mean that the line is dead, whatever the socket says. */
const SILENCE_MS = 40_000;
const REDIAL_MS = 3_000;

const LiveContext = createContext<Live | null>(null);

type Line = { tell: Handler; onState: (state: LiveState) => void; onSign: () => void };

/** Keep one EventSource alive: redial after a fatal close or silence. Returns how to hang up. */
function keepLine({ tell, onState, onSign }: Line): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wasLost = false;

  const wait = (ms: number, then: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(then, ms);
  };
  const lose = () => {
    wasLost = true;
    onState("lost");
    source?.close();
    wait(REDIAL_MS, dial);
  };
  const sign = () => {
    onState("live");
    onSign();
    wait(SILENCE_MS, lose);
  };
  function dial() {
    source = new EventSource(STREAM);
    source.onopen = () => {
      if (wasLost) tell("resync", null);
      wasLost = false;
      sign();
    };
    source.onerror = lose;
    source.addEventListener("ping", sign);
    source.addEventListener("job", (event) => {
      sign();
      tell("job", JSON.parse(event.data) as LiveEvents["job"]);
    });
    // The API lost its own line for a while, or ended the session: either way, ask for everything again.
    for (const name of ["resync", "signed-out"]) source.addEventListener(name, () => tell("resync", null));
    wait(SILENCE_MS, lose);
  }

  dial();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

/** Holds the live connection for the pages below it. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<LiveState>("connecting");
  const [fresh_at, setFreshAt] = useState<Date | null>(null);
  const [handlers] = useState(() => new Set<Handler>());

  useEffect(() => {
    const tell: Handler = (name, data) => {
      for (const handler of handlers) handler(name, data);
    };
    return keepLine({ tell, onState: setState, onSign: () => setFreshAt(new Date()) });
  }, [handlers]);

  const listen = (handler: Handler) => {
    handlers.add(handler);
    return () => handlers.delete(handler);
  };
  return <LiveContext value={{ state, fresh_at, listen }}>{children}</LiveContext>;
}

/** Tell how the live connection is, and when the last sign of life came. */
export function useLive(): Live {
  const live = useContext(LiveContext);
  if (live === null) throw new Error("useLive needs a LiveProvider above it");
  return live;
}

/** Run `handler` for each live event of one name while the component is shown. */
export function useLiveEvent<Name extends keyof LiveEvents>(
  name: Name,
  handler: (data: LiveEvents[Name]) => void,
) {
  const { listen } = useLive();
  const latest = useRef(handler);
  const listenOnce = useRef(listen);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(
    () =>
      listenOnce.current((told, data) => {
        if (told === name) latest.current(data as LiveEvents[Name]);
      }),
    [name],
  );
}
