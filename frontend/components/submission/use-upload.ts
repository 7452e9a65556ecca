"use client";

import { useEffect, useRef, useState } from "react";
import { useSaved } from "@/lib/use-saved";
import { bytes } from "@/lib/utils";
import t from "@/messages/submit";
import type { Catalog, Upload } from "@/types/job";
import { type Failed, type Sending, send } from "./send-file";
import { useReport } from "./use-report";

/** Where the student's file is. */
export type UploadState = { phase: "none" } | Sending | Failed | { phase: "received"; upload: Upload };

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
    const outcome = await send(file, sending.current, setPassing);
    if (outcome === null) return;
    setPassing("phase" in outcome ? outcome : null);
    if ("upload_id" in outcome) setReceived(() => outcome);
  };

  const readAgain = () =>
    setReceived((old) => old && { ...old, report: { ...old.report, ready: false, warnings: [] } });
  const onGone = () => {
    forget();
    setPassing({ phase: "failed", name: "", reason: t("file.gone"), file: null });
  };
  useReport(received, { onFresh: (fresh) => setReceived(() => fresh), onGone });
  const state: UploadState =
    passing ?? (received ? { phase: "received", upload: received } : { phase: "none" });
  return { state, choose, forget, readAgain };
}
