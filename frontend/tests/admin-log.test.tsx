import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { LogSection } from "@/components/admin/log-section";
import { RetentionDialog } from "@/components/admin/retention-dialog";

const STAFF = [{ id: "1", name: "Dora Hartwig", is_active: true, created_at: "", deactivated_at: null }];

type Asked = { path: string; body: Record<string, unknown> | null };
type Answer = (asked: Asked) => object;

/** Answer each address with what stands for its beginning; records what was asked. */
function lab(answers: Record<string, Answer>): Asked[] {
  const asked: Asked[] = [];
  const all: Record<string, Answer> = { "/api/v1/staff": () => ({ staff: STAFF }), ...answers };
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    const one = { path, body: init.body ? JSON.parse(String(init.body)) : null };
    asked.push(one);
    return Response.json(Object.entries(all).findLast(([start]) => path.startsWith(start))?.[1](one));
  });
  return asked;
}

function show(what: ReactNode) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(<QueryClientProvider client={client}>{what}</QueryClientProvider>);
  return userEvent.setup();
}

afterEach(() => vi.unstubAllGlobals());

const line = (id: number, type: string, details: object) => ({
  id,
  type,
  at: "2026-11-22T12:00:00Z",
  triggered_by: "Dora Hartwig",
  workstation_id: null,
  details,
});

test("the log says what happened to whom, and why", async () => {
  lab({
    "/api/v1/admin/events": () => ({
      events: [
        line(9, "StaffAdded", { staff: "Glen Castell", reason: "new tutor" }),
        line(8, "NewerThanThisPage", {}),
      ],
      next_before: null,
    }),
  });
  show(<LogSection />);
  expect(await screen.findByText("Name added")).toBeVisible();
  expect(screen.getByText("Glen Castell")).toBeVisible();
  expect(screen.getByText("“new tutor”")).toBeVisible();
  expect(screen.getByText("NewerThanThisPage")).toBeVisible();
});

test("a file check that has ended says how much it found", async () => {
  const counts = { orphan_file: 2, missing_file: 1 };
  lab({
    "/api/v1/admin/events": () => ({
      events: [
        line(9, "AuditFinished", { status: "done", deep: false, counts, new: 1 }),
        line(8, "AuditFinished", { status: "aborted", deep: true }),
      ],
      next_before: null,
    }),
  });
  show(<LogSection />);
  expect(await screen.findByText("3 findings")).toBeVisible();
  expect(screen.getByText("given up")).toBeVisible();
});

test("a changed log is said loudly", async () => {
  lab({
    "/api/v1/admin/events": () => ({ events: [], next_before: null }),
    "/api/v1/admin/events/verify": () => ({
      ok: false,
      checked: 3,
      first_bad: 4,
      message: "The line at place 4 is gone.",
      kept_heads: 0,
      erased: 0,
    }),
  });
  const person = show(<LogSection />);
  await person.click(await screen.findByRole("button", { name: "Verify the log" }));
  expect(await screen.findByText("The log was changed")).toBeVisible();
  expect(screen.getByText("The line at place 4 is gone.", { exact: false })).toBeVisible();
});

test("pruning counts, then wants the count typed", async () => {
  const plan = { action: "prune", retention_days: 365, matching: 2, oldest: null, confirmation: "prune 2" };
  const asked = lab({
    "/api/v1/admin/prune": ({ body }) => ({
      ...plan,
      message: "2 jobs would be deleted for good.",
      started: body?.dry_run === false,
    }),
  });
  const close = vi.fn();
  const person = show(<RetentionDialog name="prune" close={close} />);
  await screen.findByRole("option", { name: "Dora Hartwig" });
  await person.selectOptions(screen.getByLabelText(/Performing action as/), "Dora Hartwig");
  await person.type(screen.getByLabelText(/Reason/), "End of year");
  await person.click(screen.getByRole("button", { name: "Count first" }));
  expect(await screen.findByText("2 jobs would be deleted for good.")).toBeVisible();
  expect(close).not.toHaveBeenCalled();
  await person.type(screen.getByLabelText(/Type “prune 2” to go on/), "prune 2");
  await person.click(screen.getByRole("button", { name: "Delete for good" }));
  await vi.waitFor(() => expect(close).toHaveBeenCalled());
  const sent = asked
    .filter(({ path }) => path.includes("prune"))
    .map(({ body }) => [body?.dry_run, body?.confirm]);
  expect(sent).toEqual([
    [true, ""],
    [false, "prune 2"],
  ]);
});
