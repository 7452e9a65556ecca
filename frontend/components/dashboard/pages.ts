import type { InfiniteData } from "@tanstack/react-query";
import type { JobPage, JobSummary } from "@/types/job";

export type Pages = InfiniteData<JobPage, string>;

/** All jobs of the loaded pages, each once. */
export function jobsOf(pages: Pages | undefined): JobSummary[] {
  const all = new Map<string, JobSummary>();
  for (const page of pages?.pages ?? [])
    for (const job of page.jobs) if (!all.has(job.id)) all.set(job.id, job);
  return [...all.values()];
}

/** Put the new facts of jobs where they stand in the list; `null` takes a job out. */
export function patched(pages: Pages, facts: ReadonlyMap<string, JobSummary | null>): Pages {
  const next = pages.pages.map((page) => ({
    ...page,
    jobs: page.jobs.flatMap((job) => {
      const fact = facts.get(job.id);
      if (fact === undefined) return [job];
      return fact === null ? [] : [fact];
    }),
  }));
  return { ...pages, pages: next };
}

/**
 * Lay a fresh first page over several loaded ones: its order and its counts hold, jobs that it pushed out of itself
 * stay behind it, and the cursors of the later pages go on to fit.
 */
export function withFreshStart(pages: Pages, fresh: JobPage): Pages {
  const [first, ...rest] = pages.pages;
  if (first === undefined || rest.length === 0) return { ...pages, pages: [fresh] };
  const known = new Set(fresh.jobs.map((job) => job.id));
  const rested = rest.map((page) => ({ ...page, jobs: page.jobs.filter((job) => !known.has(job.id)) }));
  const kept = first.jobs.filter((job) => !known.has(job.id));
  const start = { ...fresh, jobs: [...fresh.jobs, ...kept], next_cursor: first.next_cursor };
  return { ...pages, pages: [start, ...rested] };
}
