import { useEffect, useRef } from "react";
import { ApiError, call } from "@/lib/api";
import type { Upload } from "@/types/job";

/** Most models are read at once: look soon, then ever more calmly. Milliseconds. */
const FIRST_MS = 150;
const GROWS_BY = 1.15;
const MOST_MS = 2_000;

type Told = { onFresh: (upload: Upload) => void; onGone: () => void };

/** While the report of an upload is not ready, ask for it again and again. */
export function useReport(received: Upload | null, { onFresh, onGone }: Told): void {
  const told = useRef<Told>({ onFresh, onGone });
  useEffect(() => {
    told.current = { onFresh, onGone };
  });
  const upload_id = received?.report.ready === false ? received.upload_id : null;
  useEffect(() => {
    if (upload_id === null) return;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const lookIn = (pause_ms: number) => {
      timer = setTimeout(async () => {
        await look(upload_id, stop.signal, told.current);
        if (!stop.signal.aborted) lookIn(Math.min(pause_ms * GROWS_BY, MOST_MS));
      }, pause_ms);
    };
    lookIn(FIRST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [upload_id]);
}

/** Ask once; a failed asking is made good by the next one, an upload that is gone is not. */
async function look(upload_id: string, signal: AbortSignal, { onFresh, onGone }: Told): Promise<void> {
  try {
    onFresh(await call("get", "/api/v1/uploads/{upload_id}", { path: { upload_id }, signal }));
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) onGone();
    else if (!(error instanceof ApiError || signal.aborted)) throw error;
  }
}
