"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { ActingAs } from "@/components/frame/acting-as";
import { useSigned } from "@/components/frame/use-signed";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { Textarea } from "@/components/ui/textarea";
import { type ApiError, call } from "@/lib/api";
import common from "@/messages/common";
import t from "@/messages/job";
import type { Job } from "@/types/job";
import { keepJob } from "../job-queries";

type Theirs = { notes: string; version: number };

function theirsOf(error: ApiError): Theirs | null {
  const { notes, version } = error.extra;
  return error.code === "stale" && typeof notes === "string" && typeof version === "number"
    ? { notes, version }
    : null;
}

/** Edits the notes. When somebody was faster, both texts are in sight and nothing typed is lost. */
export function NotesEditor({ job, close }: { job: Job; close: () => void }) {
  const client = useQueryClient();
  const [text, setText] = useState(job.staff_notes);
  const [version, setVersion] = useState(job.notes_version);
  const [theirs, setTheirs] = useState<Theirs | null>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);

  const save = async (staff_name: string) => {
    const body = { staff_name, notes: text, version };
    keepJob(client, await call("patch", "/api/v1/jobs/{job_id}/notes", { path: { job_id: job.id }, body }));
    toast.success(t("notes.saved", { reference: job.reference }));
    close();
  };
  const { acting, submit, busy, error } = useSigned(save, (refusal) => {
    const other = theirsOf(refusal);
    setTheirs(other);
    if (other) setVersion(other.version);
    return other !== null;
  });

  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <Textarea
        ref={box}
        aria-label={t("notes")}
        maxLength={5000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {theirs && (
        <Alert kind="warning" live title={t("notes.stale.title")}>
          <p>{t("notes.stale.text")}</p>
          <blockquote className="max-h-48 overflow-y-auto whitespace-pre-wrap border-tone-line border-l-4 pl-3">
            {theirs.notes || t("notes.stale.empty")}
          </blockquote>
          <Button
            variant="secondary"
            className="mt-1 self-start"
            onClick={() => {
              setText(theirs.notes);
              setTheirs(null);
            }}
          >
            {t("notes.theirs")}
          </Button>
        </Alert>
      )}
      {error && <Failure error={error} />}
      <ActingAs {...acting} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="ghost" onClick={close}>
          {common("cancel")}
        </Button>
        <Button type="submit" busy={busy ? t("notes.saving") : undefined}>
          {t(theirs ? "notes.mine" : "notes.save")}
        </Button>
      </div>
    </form>
  );
}
