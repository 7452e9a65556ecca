import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { AuditSection } from "@/components/admin/audit-section";
import type { AuditReport, Finding } from "@/types/job";

const finding = (id: string, more: Partial<Finding> = {}): Finding => ({
  id,
  code: "orphan_folder",
  title: "Folder that belongs to no job",
  text: "A folder lies among the job folders, and no job knows it.",
  offer: "Set it aside in Quarantine",
  job_id: null,
  reference: null,
  path: `Uploaded/${id}`,
  is_new: false,
  details: {},
  ...more,
});
const report = (more: Partial<AuditReport> = {}): AuditReport => ({
  status: "done",
  audit_id: "a",
  started_at: "2026-11-22T02:00:00Z",
  finished_at: "2026-11-22T02:00:10Z",
  started_by: "system",
  is_deep: false,
  why_aborted: null,
  progress: { folders: 12, folders_done: 12, jobs: 10, jobs_done: 10 },
  checked_at: "2026-11-22T02:00:10Z",
  counts: {},
  new: 0,
  resolved: 0,
  findings: [],
  ...more,
});
const NEVER = { status: "never", audit_id: null, started_at: null, checked_at: null } as const;

type Asked = { method: string; path: string; body: Record<string, unknown> | null };

/** Answer the report, the staff and the resolutions; records what was posted. */
function lab(told: AuditReport, ...results: { done: boolean; text: string }[][]): Asked[] {
  const posted: Asked[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    const body = init.body ? JSON.parse(String(init.body)) : null;
    if (init.method === "GET") {
      const staff = [
        { id: "1", name: "Dora Hartwig", is_active: true, created_at: "", deactivated_at: null },
      ];
      return Response.json(path.includes("/staff") ? { staff } : told);
    }
    posted.push({ method: String(init.method), path, body });
    if (path.endsWith("/start")) return Response.json({ audit_id: "b", status: "running" }, { status: 202 });
    const ids: string[] = body.finding_ids;
    const given = results[posted.length - 1] ?? [];
    const answered = ids.map((finding_id, n) => ({ finding_id, ...given[n] }));
    return Response.json({ dry_run: Boolean(body.dry_run), results: answered });
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <AuditSection />
    </QueryClientProvider>,
  );
  return posted;
}

async function sign() {
  await userEvent.selectOptions(await screen.findByLabelText(/Performing action as/), "Dora Hartwig");
  await userEvent.type(screen.getByLabelText(/Reason/), "Found by the check");
}

afterEach(() => vi.unstubAllGlobals());

test("before the first check it says what comes, and what to do", async () => {
  lab(report(NEVER));
  expect(await screen.findByText("The files were never checked")).toBeVisible();
  expect(screen.getByText(/Start one now/)).toBeVisible();
});

test("a clean check says so", async () => {
  lab(report());
  expect(await screen.findByText("Everything is where it should be")).toBeVisible();
});

test("a running check shows how far it is and cannot be started again", async () => {
  const progress = { folders: 20, folders_done: 5, jobs: 16, jobs_done: 4 };
  lab(report({ status: "running", progress }));
  expect(await screen.findByText("Looking at job 4 of 16…")).toBeVisible();
  expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "25");
  expect(screen.getByRole("button", { name: "Check now" })).toBeDisabled();
});

test("a check that was given up says why, and keeps what was known", async () => {
  lab(report({ status: "aborted", why_aborted: "The storage went away.", findings: [finding("x")] }));
  expect(await screen.findByText("The storage went away.")).toBeVisible();
  expect(screen.getByText(/what the last whole check found/)).toBeVisible();
  expect(screen.getByText("Uploaded/x")).toBeVisible();
});

test("findings stand together by kind, with what they mean, their job and what is new", async () => {
  const lost = {
    code: "missing_file",
    title: "Missing file",
    text: "A file is gone.",
    path: "Printing/y/y.stl",
  };
  const other = finding("y", { ...lost, job_id: "j1", reference: "REQ-00007", is_new: true });
  lab(report({ findings: [finding("x"), finding("z"), other], new: 1 }));
  expect(await screen.findByText(/3 open findings · 1 is new/)).toBeVisible();
  const missing = within(screen.getByRole("region", { name: "Missing file" }));
  expect(missing.getByText("A file is gone.")).toBeVisible();
  expect(missing.getByRole("link", { name: "REQ-00007" })).toHaveAttribute("href", "/dashboard?job=j1");
  const orphans = within(screen.getByRole("region", { name: "Folder that belongs to no job" }));
  expect(orphans.getByRole("button", { name: "What would happen to all 2?" })).toBeVisible();
});

test("first it tells, then a name and a reason do it", async () => {
  const posted = lab(
    report({ findings: [finding("x")] }),
    [{ done: false, text: "“Uploaded/x” would be moved to “Quarantine/2026-11-22/Uploaded/x”." }],
    [{ done: true, text: "“Uploaded/x” was moved." }],
  );
  await userEvent.click(await screen.findByRole("button", { name: "What would happen to Uploaded/x?" }));
  expect(await screen.findByText(/would be moved to “Quarantine/)).toBeVisible();
  expect(posted[0]?.body).toEqual({ finding_ids: ["x"], dry_run: true });
  await userEvent.click(screen.getByRole("button", { name: "Do it" }));
  expect(posted).toHaveLength(1);
  await sign();
  await userEvent.click(screen.getByRole("button", { name: "Do it" }));
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(posted[1]?.body).toEqual({
    finding_ids: ["x"],
    staff_name: "Dora Hartwig",
    reason: "Found by the check",
  });
});

test("what could not be done says why and can be tried again alone", async () => {
  const posted = lab(
    report({ findings: [finding("x"), finding("z")] }),
    [
      { done: false, text: "x would go" },
      { done: false, text: "z would go" },
    ],
    [
      { done: true, text: "x went" },
      { done: false, text: "A program holds the file." },
    ],
    [{ done: true, text: "z went" }],
  );
  await userEvent.click(await screen.findByRole("button", { name: "What would happen to all 2?" }));
  await screen.findByText("z would go");
  await sign();
  await userEvent.click(screen.getByRole("button", { name: "Do it" }));
  expect(await screen.findByText(/1 of 2 resolved/)).toBeVisible();
  expect(screen.getByText("A program holds the file.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Do it" }));
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(posted[2]?.body?.finding_ids).toEqual(["z"]);
});

test("a check is started under a name, and reads every byte only if asked to", async () => {
  const posted = lab(report());
  await userEvent.click(await screen.findByRole("button", { name: "Check now" }));
  const dialog = within(screen.getByRole("dialog"));
  await userEvent.click(dialog.getByRole("checkbox"));
  await sign();
  await userEvent.click(dialog.getByRole("button", { name: "Check now" }));
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(posted[0]).toMatchObject({ path: "/api/v1/admin/audit/start", body: { deep: true } });
});
