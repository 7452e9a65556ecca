"use client";

import { useEffect, useRef, useState } from "react";
import { ApiError, call, type Progress, upload } from "@/lib/api";
import { useSaved } from "@/lib/use-saved";
import { bytes } from "@/lib/utils";
import t from "@/messages/submit";
import type { Catalog, Upload } from "@/types/job";

type Sending = { phase: "sending"; name: string; progress: Progress; speed: number };
type Failed = { phase: "failed"; name: string; reason: string; file: File | null };

/** Where the student's file is. `speed` is bytes per second; `file` is kept when another try can help. */
export type UploadState = { phase: "none" } | Sending | Failed | { phase: "received"; upload: Upload };

const READ_AGAIN_MS = 1_000;
const SPEED_OVER_MS = 3_000;

/** Say why a file cannot be taken before a byte of it is sent, or undefined. */
export function refuse(file: Pick<File, "name" | "size">, limits: Catalog["limits"]): string | undefined {
  const { name, size } = file;
  const kind = name.split(".").at(-1)?.toLowerCase() ?? "";
  const formats = limits.formats.map((format) => format.toUpperCase()).join(", ");
  if (!limits.formats.includes(kind)) return t("file.wrongKind", { name, formats });
  if (size === 0) return t("file.empty", { name });
  const limit = limits.max_upload_bytes;
  return size > limit ? t("file.tooLarge", { name, size: bytes(size), limit: bytes(limit) }) : undefined;
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

/** Sends a chosen file at once, then follows what the system finds out about it. What has arrived survives a reload. */
export function useUpload(limits: Catalog["limits"] | undefined) {
  const [received, setReceived] = useSaved<Upload | null>("submit.upload", null);
  const [passing, setPassing] = useState<Sending | Failed | null>(null);
  const sending = useRef<AbortController | null>(null);
  useEffect(() => () => sending.current?.abort(), []);

  const forget = () => {
    sending.current?.abort();
    setPassing(null);
    setReceived(() => null);
  };
  const choose = async (file: File) => {
    forget();
    const reason = limits && refuse(file, limits);
    if (reason) return setPassing({ phase: "failed", name: file.name, reason, file: null });
    sending.current = new AbortController();
    const outcome = await send(file, sending.current.signal, setPassing);
    if (outcome === null) return;
    setPassing("phase" in outcome ? outcome : null);
    if ("upload_id" in outcome) setReceived(() => outcome);
  };

  const onGone = () => {
    forget();
    setPassing({ phase: "failed", name: "", reason: t("file.gone"), file: null });
  };
  useReport(received, (fresh) => setReceived(() => fresh), onGone);
  const state: UploadState =
    passing ?? (received ? { phase: "received", upload: received } : { phase: "none" });
  return { state, choose, forget };
}

/** Send a file; answers what arrived, why it failed, or null when it was stopped. */
async function send(
  file: File,
  signal: AbortSignal,
  tell: (sending: Sending) => void,
): Promise<Upload | Failed | null> {
  const speed = speedometer();
  const onProgress = (progress: Progress) =>
    tell({ phase: "sending", name: file.name, progress, speed: speed(progress.sent) });
  const form = new FormData();
  form.append("file", file);
  onProgress({ sent: 0, total: file.size });
  try {
    return await upload("/api/v1/uploads", form, { onProgress, signal });
  } catch (error) {
    if (signal.aborted) return null;
    if (!(error instanceof ApiError)) throw error;
    return { phase: "failed", name: file.name, reason: error.message, file: canHelp(error) ? file : null };
  }
}

/** Another try helps against silence and a struggling server, not against a refusal. */
function canHelp(error: ApiError): boolean {
  return error.status === 0 || error.status === 429 || error.status >= 500;
}

/** While the report is not ready, ask for it every second; a failed asking is made good by the next one. */
function useReport(received: Upload | null, onFresh: (upload: Upload) => void, onGone: () => void): void {
  const told = useRef({ onFresh, onGone });
  useEffect(() => {
    told.current = { onFresh, onGone };
  });
  const upload_id = received?.report.ready === false ? received.upload_id : null;
  useEffect(() => {
    if (upload_id === null) return;
    const stop = new AbortController();
    const timer = setInterval(() => {
      call("get", "/api/v1/uploads/{upload_id}", { path: { upload_id }, signal: stop.signal }).then(
        (fresh) => told.current.onFresh(fresh),
        (error: unknown) => {
          if (error instanceof ApiError && error.status === 404) told.current.onGone();
          else if (!(error instanceof ApiError || stop.signal.aborted)) throw error;
        },
      );
    }, READ_AGAIN_MS);
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  }, [upload_id]);
}
