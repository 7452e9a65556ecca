import { ApiError, type Progress, upload } from "@/lib/api";
import t from "@/messages/submit";
import type { Upload } from "@/types/job";

/** A file on its way. `speed` is bytes per second; `stalled` says that nothing has moved for some seconds. */
export type Sending = { phase: "sending"; name: string; progress: Progress; speed: number; stalled: boolean };
/** A file that did not arrive. `file` is kept when another try can help. */
export type Failed = { phase: "failed"; name: string; reason: string; file: File | null };

const SPEED_OVER_MS = 3_000;
const STALLED_MS = 5_000;
const GIVEN_UP_MS = 60_000;
const SILENCE = "silence";

/** Send a file; answers what arrived, why it failed, or null when it was stopped from outside. */
export async function send(
  file: File,
  stop: AbortController,
  tell: (sending: Sending) => void,
): Promise<Upload | Failed | null> {
  const { name, size } = file;
  const speed = speedometer();
  const watch = watchdog((progress, stalled) => {
    tell({ phase: "sending", name, progress, speed: speed(progress.sent), stalled });
  }, stop);
  const form = new FormData();
  form.append("file", file);
  watch.moved({ sent: 0, total: size });
  try {
    return await upload("/api/v1/uploads", form, { onProgress: watch.moved, signal: stop.signal });
  } catch (error) {
    if (stop.signal.reason === SILENCE) return { phase: "failed", name, reason: t("file.silence"), file };
    if (stop.signal.aborted) return null;
    if (!(error instanceof ApiError)) throw error;
    return { phase: "failed", name, reason: error.message, file: canHelp(error) ? file : null };
  } finally {
    watch.stop();
  }
}

/** Another try helps against silence and a struggling server, not against a refusal. */
function canHelp(error: ApiError): boolean {
  return error.status === 0 || error.status === 429 || error.status >= 500;
}

/** Measure bytes per second over the last few seconds of `sent`. */
function speedometer(): (sent: number) => number {
  const marks: { at_ms: number; sent: number }[] = [{ at_ms: performance.now(), sent: 0 }];
  return (sent) => {
    const at_ms = performance.now();
    marks.push({ at_ms, sent });
    while (marks.length > 2 && at_ms - (marks[1]?.at_ms ?? at_ms) > SPEED_OVER_MS) marks.shift();
    const first = marks[0] ?? { at_ms, sent };
    return at_ms > first.at_ms ? ((sent - first.sent) / (at_ms - first.at_ms)) * 1000 : 0;
  };
}

/** Tell of each progress, and once more when none comes for a while; give up when none comes at all. */
function watchdog(tell: (progress: Progress, stalled: boolean) => void, giveUp: AbortController) {
  let timers: ReturnType<typeof setTimeout>[] = [];
  const stop = () => timers.forEach(clearTimeout);
  const moved = (progress: Progress) => {
    stop();
    timers = [
      setTimeout(() => tell(progress, true), STALLED_MS),
      setTimeout(() => giveUp.abort(SILENCE), GIVEN_UP_MS),
    ];
    tell(progress, false);
  };
  return { moved, stop };
}
