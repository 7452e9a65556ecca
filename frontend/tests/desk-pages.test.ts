import { expect, test } from "vitest";
import { jobsOf, type Pages, patched, withFreshStart } from "@/components/dashboard/pages";
import type { JobPage, JobSummary } from "@/types/job";

const job = (id: string, more: Partial<JobSummary> = {}): JobSummary => ({
  id,
  reference: `REQ-${id}`,
  status: "UPLOADED",
  actions: [],
  student_name: "Ada",
  student_email: "ada@example.edu",
  discipline: "Art",
  class_number: "N/A",
  print_method: "Filament",
  color: "Blue",
  printer: "Prusa XL",
  due_date: null,
  created_at: "2026-11-22T12:00:00Z",
  updated_at: "2026-11-22T12:00:00Z",
  status_at: "2026-11-22T12:00:00Z",
  is_new: false,
  original_filename: "a.stl",
  quote: null,
  lock: null,
  files: [],
  warnings: [],
  has_thumbnail: false,
  ...more,
});
const page = (ids: string[], next_cursor: string | null, count = 0): JobPage => ({
  jobs: ids.map((id) => job(id)),
  counts: { UPLOADED: count },
  next_cursor,
});
const pages = (...all: JobPage[]): Pages => ({ pages: all, pageParams: all.map((_, i) => String(i)) });
const ids = (all: Pages) => all.pages.map(({ jobs }) => jobs.map(({ id }) => id).join(""));

test("a changed job is changed where it stands, a lost one goes", () => {
  const before = pages(page(["a", "b"], "x"), page(["c", "d"], null));
  const after = patched(
    before,
    new Map([
      ["b", null],
      ["c", job("c", { is_new: true })],
    ]),
  );
  expect(ids(after)).toEqual(["a", "cd"]);
  expect(jobsOf(after).find(({ id }) => id === "c")?.is_new).toBe(true);
});

test("a single page is simply replaced", () => {
  expect(ids(withFreshStart(pages(page(["a", "b"], null)), page(["b", "n"], null)))).toEqual(["bn"]);
});

test("a new job at the top pushes nothing out of a long list", () => {
  const after = withFreshStart(
    pages(page(["a", "b"], "b", 4), page(["c", "d"], null)),
    page(["n", "a"], "a", 5),
  );
  expect(ids(after)).toEqual(["nab", "cd"]);
  expect(after.pages[0]).toMatchObject({ next_cursor: "b", counts: { UPLOADED: 5 } });
});

test("a job that rose from a later page stands once", () => {
  const after = withFreshStart(pages(page(["a", "b"], "b"), page(["c", "d"], null)), page(["d", "a"], "a"));
  expect(ids(after)).toEqual(["dab", "c"]);
  expect(jobsOf(after)).toHaveLength(4);
});
