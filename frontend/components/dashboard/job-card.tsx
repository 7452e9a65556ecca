import { Lock, TriangleAlert } from "lucide-react";
import { type MouseEvent, memo } from "react";
import { Badge } from "@/components/ui/badge";
import { statusOf } from "@/lib/lifecycle";
import { cn, duration, money } from "@/lib/utils";
import t from "@/messages/dashboard";
import type { JobSummary } from "@/types/job";
import { AgeMark } from "./age-mark";
import { JobPicture } from "./job-picture";
import { NewBadge } from "./new-badge";
import { day } from "./words";

type Props = {
  job: JobSummary;
  now: Date;
  href: string;
  isOpen: boolean;
  showsStatus: boolean;
  open: (id: string) => void;
};

/** One job of the list. The whole card is one link to the job's own address. */
export const JobCard = memo(function JobCard({ job, now, href, isOpen, showsStatus, open }: Props) {
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    open(job.id);
  };
  return (
    <li className="[contain-intrinsic-size:auto_104px] [content-visibility:auto]">
      <a
        href={href}
        data-job={job.id}
        aria-current={isOpen ? "true" : undefined}
        onClick={follow}
        className={cn(
          "@container block rounded-lg border bg-card p-3 -outline-offset-2 transition-colors hover:border-input",
          isOpen ? "border-primary shadow-[inset_3px_0_0_var(--spark)]" : "border-border",
        )}
      >
        <div className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3.5 gap-y-1.5 @2xl:grid-cols-[auto_minmax(0,1fr)_auto]">
          <JobPicture job={job} className="row-span-2 size-16 self-start @md:size-20 @2xl:row-span-1" />
          <Facts job={job} />
          <Marks job={job} now={now} showsStatus={showsStatus} />
        </div>
      </a>
    </li>
  );
});

function Facts({ job }: Pick<Props, "job">) {
  return (
    <div className="min-w-0">
      <p className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="truncate font-semibold">{job.student_name}</span>
        {job.is_new && <NewBadge />}
        <span className="figures text-muted-foreground text-sm">{job.reference}</span>
      </p>
      <p className="truncate text-[15px]">{job.original_filename}</p>
      <p className="truncate text-muted-foreground text-sm">
        {job.print_method} · {job.color} · {job.printer}
        <span className="hidden @lg:inline">
          {" "}
          · {job.discipline}, {job.class_number}
        </span>
      </p>
    </div>
  );
}

function Marks({ job, now, showsStatus }: Pick<Props, "job" | "now" | "showsStatus">) {
  const status = statusOf(job.status);
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5 text-sm @2xl:max-w-64 @2xl:justify-end @4xl:max-w-lg">
      {job.lock && <LockMark lock={job.lock} />}
      {job.warnings.length > 0 && (
        <span data-tone="amber" className="flex items-center gap-1 text-tone">
          <TriangleAlert aria-hidden className="size-3.5" />
          {t("warnings.count", { count: job.warnings.length })}
        </span>
      )}
      {job.due_date && status.is_open && (
        <span className="text-muted-foreground">{t("due", { date: day(job.due_date) })}</span>
      )}
      {job.quote?.confirmation_expired && <Badge tone="red">{t("expired")}</Badge>}
      {job.quote && (
        <span className="figures text-muted-foreground">
          <span className="font-medium text-foreground">{money(job.quote.price_cents)}</span> ·{" "}
          {duration(job.quote.time_hours)}
        </span>
      )}
      {status.is_open && <AgeMark since={job.status_at} now={now} />}
      {showsStatus && (
        <Badge tone={status.tone} dot>
          {status.title}
        </Badge>
      )}
    </div>
  );
}

function LockMark({ lock }: { lock: NonNullable<JobSummary["lock"]> }) {
  const title = t("lock.title", { name: lock.staff_name, workstation: lock.workstation_name });
  return (
    <span title={title} className="flex items-center gap-1 font-medium">
      <Lock aria-hidden className="size-3.5" />
      {t("lock.by", { name: lock.staff_name })}
    </span>
  );
}
