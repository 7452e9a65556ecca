"use client";

import { RefreshCw } from "lucide-react";
import { useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { RadioCard, RadioGroup } from "@/components/ui/radio-group";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { bytes, when } from "@/lib/utils";
import t from "@/messages/actions";
import type { FolderFile } from "@/types/job";
import { useFolder } from "../job-queries";
import type { FieldsProps } from "./forms";
import { filledIn, slicerSays } from "./sliced";

/** The files of the job's folder, read now; the recommended one is chosen, its weight and time filled in. */
export function CandidateFiles({ job, draft, put, errors }: FieldsProps) {
  const folder = useFolder(job, true);
  const chosen = folder.data?.files.find(({ name }) => name === draft.authoritative_file);
  const choose = (file: FolderFile) => {
    put("authoritative_file", file.name);
    for (const [name, value] of filledIn(draft, file, chosen)) put(name, value);
  };
  const chooseFirst = useRef(choose);
  useEffect(() => {
    chooseFirst.current = choose;
  });
  const isChosen = Boolean(draft.authoritative_file);
  const recommended = folder.data?.files.find(({ name }) => name === folder.data.recommended);
  useEffect(() => {
    if (!isChosen && recommended) chooseFirst.current(recommended);
  }, [isChosen, recommended]);

  if (job.path === null) {
    return <p className="text-[15px] text-muted-foreground">{t("file.coming")}</p>;
  }
  if (folder.error && !folder.data) {
    return <Failure title={t("file")} error={folder.error} again={() => void folder.refetch()} />;
  }
  if (!folder.data) {
    return (
      <Loading label={t("file.reading")} className="flex flex-col gap-2">
        <Skeleton className="h-5 w-28" />
        <Skeleton className="h-16" />
      </Loading>
    );
  }
  const { files } = folder.data;
  return (
    <div className="flex flex-col gap-1.5">
      <RadioGroup
        label={t("file")}
        value={draft.authoritative_file ?? ""}
        onChange={(name) => files.filter((file) => file.name === name).forEach(choose)}
        error={errors.authoritative_file}
      >
        {files.length === 0 && <p className="text-[15px] text-muted-foreground">{t("file.none")}</p>}
        {files.map((file) => (
          <RadioCard
            key={file.name}
            value={file.name}
            title={<span className="break-all">{file.name}</span>}
            end={file.name === recommended?.name && files.length > 1 ? t("file.recommended") : undefined}
          >
            {[slicerSays(file), bytes(file.size), when(file.modified_at)].filter(Boolean).join(" · ")}
          </RadioCard>
        ))}
      </RadioGroup>
      {chosen && <Told file={chosen} />}
      <div className="flex items-center justify-between gap-3">
        <p className="text-muted-foreground text-sm">{t("file.hint")}</p>
        <Button
          variant="ghost"
          size="icon"
          aria-label={t("file.reload")}
          title={t("file.reload")}
          onClick={() => void folder.refetch()}
        >
          <RefreshCw aria-hidden className={folder.isFetching ? "animate-beat" : ""} />
        </Button>
      </div>
    </div>
  );
}

/** What staff should know of the chosen file before they go on. */
function Told({ file }: { file: FolderFile }) {
  return (
    <>
      {file.notes.map((note) => (
        <p key={note} className="text-[15px] text-muted-foreground">
          {note}
        </p>
      ))}
      {file.scripts.length > 0 && (
        <Alert kind="danger" title={t("file.scripts")}>
          {file.scripts.map((script) => (
            <code key={script} className="block break-words text-sm">
              {script}
            </code>
          ))}
        </Alert>
      )}
    </>
  );
}
