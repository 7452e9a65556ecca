import { keepPreviousData, type QueryClient, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { call } from "@/lib/api";
import type { StatusCode } from "@/lib/lifecycle";
import type { Job, JobPage, JobSummary } from "@/types/job";
import { type Pages, patched } from "./pages";
import { statusesOf, type View } from "./view";

export const JOBS_KEY = "jobs";
export const jobKey = (id: string) => ["job", id] as const;
export const eventsKey = (id: string) => ["job", id, "events"] as const;
export const filesKey = (id: string) => ["files", id] as const;

/** What the list asks the API for. */
export function filtersOf(view: View) {
  const { tab, search, printer, method, discipline, attention, confirmation_expired, sort } = view;
  // The API takes several statuses as one list with commas.
  const status = tab === "all" ? undefined : [statusesOf(tab).join(",") as StatusCode];
  return {
    status,
    search: search.trim() || undefined,
    printer: printer || undefined,
    method: method || undefined,
    discipline: discipline || undefined,
    attention: attention || undefined,
    confirmation_expired: confirmation_expired || undefined,
    sort,
  };
}

export const listKey = (view: View) => [JOBS_KEY, filtersOf(view)] as const;

/** Ask for one page of the list; an empty cursor is the start. */
export function askPage(view: View, cursor = "", signal?: AbortSignal): Promise<JobPage> {
  const query = { ...filtersOf(view), cursor: cursor || undefined };
  return call("get", "/api/v1/jobs", { query, signal });
}

/** The list of jobs, page by page. While the line is not live, it asks again by itself. */
export function useJobList(view: View, isLive: boolean) {
  return useInfiniteQuery<JobPage, Error, Pages, ReturnType<typeof listKey>, string>({
    queryKey: listKey(view),
    queryFn: ({ pageParam, signal }) => askPage(view, pageParam, signal),
    initialPageParam: "",
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: isLive ? false : 30_000,
  });
}

/** Everything about one job. */
export function useJob(id: string) {
  return useQuery({
    queryKey: jobKey(id),
    queryFn: ({ signal }) => call("get", "/api/v1/jobs/{job_id}", { path: { job_id: id }, signal }),
  });
}

/** What lies in the job's folder, once it has arrived; `now` asks again whenever it is shown. */
export function useFolder({ id, path }: Job, now = false) {
  return useQuery({
    queryKey: filesKey(id),
    queryFn: ({ signal }) =>
      call("get", "/api/v1/jobs/{job_id}/candidate-files", { path: { job_id: id }, signal }),
    enabled: path !== null,
    retry: false,
    ...(now && { staleTime: 0 }),
  });
}

/** What the lab offers: printers, rates, reasons. */
export function useCatalogue() {
  return useQuery({
    queryKey: ["catalog"],
    queryFn: () => call("get", "/api/v1/catalog"),
    staleTime: 5 * 60_000,
  });
}

/** Put what the API answered about a job wherever that job is shown. */
export function keepJob(client: QueryClient, job: Job): void {
  client.setQueryData(jobKey(job.id), job);
  patchLists(client, new Map([[job.id, job]]));
  void client.invalidateQueries({ queryKey: eventsKey(job.id) });
}

/** Forget a job that is gone. */
export function dropJob(client: QueryClient, id: string): void {
  patchLists(client, new Map([[id, null]]));
  client.removeQueries({ queryKey: jobKey(id) });
}

function patchLists(client: QueryClient, facts: ReadonlyMap<string, JobSummary | null>) {
  client.setQueriesData<Pages>({ queryKey: [JOBS_KEY] }, (pages) => pages && patched(pages, facts));
}
