"use client";

import { useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { Time } from "@/components/ui/time";
import { cn } from "@/lib/utils";
import t from "@/messages/dashboard";
import type { JobSummary } from "@/types/job";
import { JobCard } from "./job-card";
import type { useJobList } from "./job-queries";
import { ListEmpty } from "./list-empty";
import { useNow } from "./use-now";
import { countFilters, countOf, TABS, type Tab, type View, writeView } from "./view";
import { titleOf } from "./words";

type Props = {
  view: View;
  change: (patch: Partial<View>) => void;
  list: ReturnType<typeof useJobList>;
  jobs: JobSummary[];
  open: (id: string) => void;
};

/** The tabs with their counts, and the jobs of the chosen one. */
export function JobList({ view, change, list, jobs, open }: Props) {
  const counts = list.data?.pages[0]?.counts;
  const strip = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is chosen, or the strip is narrower now
  useEffect(() => {
    strip.current
      ?.querySelector("[data-state=active]")
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [view.tab, view.job === "", counts === undefined]);
  return (
    <Tabs
      value={view.tab}
      onValueChange={(tab) => change({ tab: tab as Tab })}
      className="flex flex-col gap-3"
    >
      <TabsList aria-label={t("tabs")} ref={strip}>
        {TABS.map((tab) => (
          <TabsTrigger key={tab} value={tab} className="px-2.5!" count={counts && countOf(tab, counts)}>
            {titleOf(tab)}
          </TabsTrigger>
        ))}
      </TabsList>
      <TabsContent value={view.tab} tabIndex={-1} className="flex flex-col gap-3">
        {list.data === undefined && list.error && (
          <Failure title={t("failed")} error={list.error} again={() => void list.refetch()} />
        )}
        {list.data === undefined && !list.error && <ListSkeleton />}
        {list.data && list.isRefetchError && <Alert kind="warning">{t("failed.stale")}</Alert>}
        {list.data && <Rows view={view} change={change} list={list} jobs={jobs} open={open} />}
      </TabsContent>
    </Tabs>
  );
}

function Rows({ view, change, list, jobs, open }: Props) {
  const now = useNow();
  if (jobs.length === 0) {
    const total = countOf("all", list.data?.pages[0]?.counts ?? {});
    return <ListEmpty view={view} change={change} total={total} />;
  }
  const counts = list.data?.pages[0]?.counts ?? {};
  const isFiltered = countFilters(view) > 0 || view.search !== "";
  const total = isFiltered ? jobs.length : Math.max(jobs.length, countOf(view.tab, counts));
  return (
    <>
      <p className="flex flex-wrap justify-between gap-x-4 text-muted-foreground text-sm">
        <span role="status" className="figures">
          {jobs.length < total
            ? t("shown.some", { count: jobs.length, total })
            : t("shown", { count: jobs.length })}
          {list.hasNextPage && isFiltered && "+"}
        </span>
        <span>
          {t("fresh")} <Time iso={new Date(list.dataUpdatedAt).toISOString()} />
        </span>
      </p>
      <ul
        aria-label={t("list", { tab: titleOf(view.tab) })}
        aria-busy={list.isPlaceholderData}
        className={cn("flex flex-col gap-2 transition-opacity", list.isPlaceholderData && "opacity-55")}
      >
        {jobs.map((job) => (
          <JobCard
            key={job.id}
            job={job}
            now={now}
            href={writeView({ ...view, job: job.id })}
            isOpen={job.id === view.job}
            showsStatus={view.tab === "open" || view.tab === "all"}
            open={open}
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          variant="secondary"
          className="self-center"
          busy={list.isFetchingNextPage ? t("more.busy") : undefined}
          onClick={() => void list.fetchNextPage()}
        >
          {t("more")}
        </Button>
      )}
    </>
  );
}

/** The list before it is there. */
export function ListSkeleton() {
  return (
    <Loading label={t("loading")} className="flex flex-col gap-2">
      {["a", "b", "c", "d", "e", "f"].map((key) => (
        <div key={key} className="flex gap-4 rounded-lg border border-border bg-card p-3">
          <Skeleton className="size-20" />
          <div className="flex flex-1 flex-col justify-center gap-2">
            <Skeleton className="h-5 w-48 max-w-full" />
            <Skeleton className="h-4 w-80 max-w-full" />
            <Skeleton className="h-4 w-56 max-w-full" />
          </div>
        </div>
      ))}
    </Loading>
  );
}
