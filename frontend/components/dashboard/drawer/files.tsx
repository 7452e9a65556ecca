"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import { address, call } from "@/lib/api";
import { bytes } from "@/lib/utils";
import t from "@/messages/job";
import type { FolderFile, Job } from "@/types/job";
import { filesKey } from "../job-queries";
import { Section } from "./section";

type Row = { name: string; size: number; modified_at?: string; marks: string[] };

/** What lies in the job's folder now, in front of what the job itself remembers. */
function rowsOf(job: Job, folder: readonly FolderFile[], recommended: string | null): Row[] {
  const known = job.files.filter((file) => !folder.some(({ name }) => name === file.name));
  const each = new Map([...folder, ...known].map((file) => [file.name, file]));
  return [...each.values()].map((file) => {
    const roles = job.files.filter(({ name }) => name === file.name).map(({ role }) => role);
    const marks = [
      roles.includes("original") ? t("files.original") : "",
      roles.includes("authoritative") ? t("files.authoritative") : "",
      file.name === recommended && roles.length === 0 ? t("files.recommended") : "",
    ];
    return {
      name: file.name,
      size: file.size,
      marks: marks.filter(Boolean),
      ...("modified_at" in file ? file : {}),
    };
  });
}

/** The files of a job, each to download. */
export function Files({ job }: { job: Job }) {
  const folder = useQuery({
    queryKey: filesKey(job.id),
    queryFn: ({ signal }) =>
      call("get", "/api/v1/jobs/{job_id}/candidate-files", { path: { job_id: job.id }, signal }),
    retry: false,
  });
  const rows = rowsOf(job, folder.data?.files ?? [], folder.data?.recommended ?? null);
  return (
    <Section title={t("files")}>
      <ul className="-mx-2 flex flex-col">
        {rows.map((row) => (
          <li key={row.name}>
            <a
              href={address("/api/v1/jobs/{job_id}/files/{name}", { job_id: job.id, name: row.name })}
              download={row.name}
              aria-label={t("download", { name: row.name })}
              className="flex min-h-11 items-center gap-3 rounded-md px-2 py-1.5 text-[15px] hover:bg-accent"
            >
              <Download aria-hidden className="size-4 shrink-0 text-muted-foreground" />
              <span className="min-w-0 flex-1">
                <span className="block break-all">{row.name}</span>
                <span className="figures flex flex-wrap items-center gap-x-2 gap-y-1 text-muted-foreground text-sm">
                  {bytes(row.size)}
                  {row.modified_at && <Time iso={row.modified_at} />}
                  {row.marks.map((mark) => (
                    <Badge key={mark}>{mark}</Badge>
                  ))}
                </span>
              </span>
            </a>
          </li>
        ))}
      </ul>
      {folder.error && (
        <p className="mt-1 text-muted-foreground text-sm">
          {t("files.away", { text: folder.error.message })}
        </p>
      )}
    </Section>
  );
}
