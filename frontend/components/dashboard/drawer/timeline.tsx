"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { call } from "@/lib/api";
import e from "@/messages/events";
import t from "@/messages/job";
import type { Job, JobEvent } from "@/types/job";
import { eventsKey } from "../job-queries";
import { describe } from "./event-words";
import { Section } from "./section";

/** Comings and goings that matter only when somebody looks for them. */
const SMALL: readonly string[] = ["LockTaken", "LockExpired", "FileOpened"];

/** Everything that ever happened to the job, newest first. */
export function Timeline({ job }: { job: Job }) {
  const [showsSmall, setShowsSmall] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: eventsKey(job.id),
    queryFn: ({ signal }) =>
      call("get", "/api/v1/jobs/{job_id}/events", { path: { job_id: job.id }, signal }),
  });
  const all = [...(data?.events ?? [])].reverse();
  const small = all.filter(({ type }) => SMALL.includes(type)).length;
  const shown = showsSmall ? all : all.filter(({ type }) => !SMALL.includes(type));
  return (
    <Section title={t("timeline")}>
      {error && !data && <Failure title={t("timeline.failed")} error={error} again={() => void refetch()} />}
      {!data && !error && (
        <Loading className="flex flex-col gap-2">
          <Skeleton className="h-5 w-2/3" />
          <Skeleton className="h-5 w-1/2" />
        </Loading>
      )}
      <ol className="flex flex-col">
        {shown.map((event) => (
          <Line key={event.id} event={event} />
        ))}
      </ol>
      {small > 0 && (
        <Button
          variant="ghost"
          size="dense"
          className="-ml-2.5 mt-1"
          onClick={() => setShowsSmall(!showsSmall)}
        >
          {showsSmall ? t("timeline.small.hide") : t("timeline.small", { count: small })}
        </Button>
      )}
    </Section>
  );
}

function Line({ event }: { event: JobEvent }) {
  const { title, tone, details } = describe(event);
  return (
    <li
      data-tone={tone}
      className="relative border-border border-l pb-3 pl-5 last:border-transparent last:pb-0"
    >
      <span aria-hidden className="absolute top-1.5 -left-[5px] size-[9px] rounded-full bg-tone-solid" />
      <p className="flex flex-wrap items-baseline gap-x-2 text-[15px]">
        <span className="font-medium">{title}</span>
        <span className="text-muted-foreground text-sm">{e("by", { who: whoOf(event.triggered_by) })}</span>
        <Time iso={event.at} className="ml-auto text-muted-foreground text-sm" />
      </p>
      {details.map((detail) => (
        <p key={detail} className="figures break-words text-muted-foreground text-sm">
          {detail}
        </p>
      ))}
    </li>
  );
}

function whoOf(name: string): string {
  return name === "student" || name === "system" ? e(name) : name;
}
