import { X } from "lucide-react";
import type { Turning } from "@/components/model3d/use-turning";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { statusOf } from "@/lib/lifecycle";
import t from "@/messages/job";
import turn from "@/messages/model3d";
import type { Job } from "@/types/job";
import { JobPicture } from "../job-picture";
import { NewBadge } from "../new-badge";

type Props = { job: Job; close: () => void; turning: Turning };

/** Who, what, and how it stands. */
export function JobHead({ job, close, turning }: Props) {
  const status = statusOf(job.status);
  return (
    <header className="flex gap-4 p-5 pr-3">
      <HeadPicture job={job} turning={turning} />
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

/** The picture, and with it the way to the model in 3D. */
function HeadPicture({ job, turning }: Pick<Props, "job" | "turning">) {
  if (!job.has_thumbnail) return <JobPicture job={job} className="size-24 sm:size-28" />;
  return (
    <button
      type="button"
      aria-expanded={turning.state !== "still"}
      onClick={turning.toggle}
      className="group flex shrink-0 flex-col self-start rounded-md"
    >
      <JobPicture job={job} className="size-24 rounded-b-none! sm:size-28" />
      <span className="rounded-b-md border border-border border-t-0 bg-card py-1 font-medium text-xs group-hover:bg-accent">
        {turn("turn")}
      </span>
    </button>
  );
}
