import { X } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { statusOf } from "@/lib/lifecycle";
import t from "@/messages/job";
import type { Job } from "@/types/job";
import { JobPicture } from "../job-picture";
import { NewBadge } from "../new-badge";

/** Who, what, and how it stands. */
export function JobHead({ job, close }: { job: Job; close: () => void }) {
  const status = statusOf(job.status);
  return (
    <header className="flex gap-4 p-5 pr-3">
      <JobPicture job={job} className="size-24 sm:size-28" />
      <div className="min-w-0 flex-1">
        <p className="figures text-muted-foreground text-sm">{job.reference}</p>
        <h2 className="break-words font-semibold text-xl leading-snug tracking-tight">{job.student_name}</h2>
        <p className="truncate text-[15px] text-muted-foreground" title={job.original_filename}>
          {job.original_filename}
        </p>
        <p className="mt-2 flex flex-wrap items-center gap-2 text-sm">
          <Badge tone={status.tone} dot>
            {status.title}
          </Badge>
          {job.is_new && <NewBadge />}
          <Time iso={job.status_at} className="text-muted-foreground" />
        </p>
      </div>
      <Button variant="ghost" size="icon" className="-mt-2 shrink-0" aria-label={t("close")} onClick={close}>
        <X aria-hidden />
      </Button>
    </header>
  );
}
