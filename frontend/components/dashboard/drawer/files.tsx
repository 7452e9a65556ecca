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

type Row = { key: string; name: string; size: number; href: string; modified_at?: string; marks: string[] };

/** What lies in the job's folder now, and what the student sent where the folder has it no more (or not unchanged). */
function rowsOf(job: Job, folder: readonly FolderFile[], recommended: string | null): Row[] {
  const sent = job.files.find(({ role }) => role === "original");
  const chosen = job.files.find(({ role }) => role === "authoritative");
  const rows = folder.map((file) => ({
    ...file,
    key: file.name,
    href: address("/api/v1/jobs/{job_id}/files/{name}", { job_id: job.id, name: file.name }),
    marks: [
      file.sha256 === sent?.sha256 ? t("files.original") : "",
      file.sha256 === chosen?.sha256 ? t("files.authoritative") : "",
      file.name === recommended && file.sha256 !== sent?.sha256 && !chosen ? t("files.recommended") : "",
    ].filter(Boolean),
  }));
  if (!sent || folder.some(({ sha256 }) => sha256 === sent.sha256)) return rows;
  const href = address("/api/v1/jobs/{job_id}/original", { job_id: job.id });
  return [...rows, { key: "original", name: sent.name, size: sent.size, href, marks: [t("files.original")] }];
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
          <li key={row.key}>
            <a
              href={row.href}
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
