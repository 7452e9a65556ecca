"use client";

import { Box, Download } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { bytes } from "@/lib/utils";
import t from "@/messages/job";
import opener from "@/messages/opening";
import type { Job } from "@/types/job";
import { useFolder } from "../job-queries";
import { type Row, rowsOf } from "./file-rows";
import { NothingOpened } from "./nothing-opened";
import { ScriptsNote } from "./scripts-note";
import { Section } from "./section";
import { SlicerPicture } from "./slicer-picture";
import type { Opening } from "./use-opening";

/** The files of a job, each to download or to open in the slicer. */
export function Files({ job, opening }: { job: Job; opening: Opening }) {
  const folder = useFolder(job);
  const rows = rowsOf(job, folder.data?.files ?? [], folder.data?.recommended ?? null);
  return (
    <Section title={t("files")}>
      <ul className="-mx-2 flex flex-col">
        {rows.map((row) => (
          <FileRow
            key={row.key}
            row={row}
            open={() => void opening.open({ job_id: job.id, name: row.name })}
          />
        ))}
      </ul>
      {folder.error && (
        <p className="mt-1 text-muted-foreground text-sm">
          {t("files.away", { text: folder.error.message })}
        </p>
      )}
      {opening.silent?.job_id === job.id && (
        <NothingOpened path={opening.silent.path} close={opening.forget} />
      )}
    </Section>
  );
}

function FileRow({ row, open }: { row: Row; open: () => void }) {
  return (
    <li>
      <div className="flex items-center gap-1 rounded-md hover:bg-accent">
        <a
          href={row.href}
          download={row.name}
          aria-label={t("download", { name: row.name })}
          className="flex min-h-11 min-w-0 flex-1 items-center gap-3 rounded-md px-2 py-1.5 text-[15px]"
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
        {row.inFolder && (
          <Button
            variant="ghost"
            className="px-3!"
            onClick={open}
            aria-label={opener("open.name", { name: row.name })}
          >
            <Box aria-hidden />
            {opener("open.short")}
          </Button>
        )}
      </div>
      {row.picture && <SlicerPicture src={row.picture} name={row.name} />}
      {row.carried && <ScriptsNote carried={row.carried} />}
    </li>
  );
}
