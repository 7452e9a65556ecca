import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { HealthSection } from "@/components/admin/health-section";
import { byUrgency, partName, standing, trouble } from "@/lib/health";
import type { HealthFacts, HealthPart, HealthReport } from "@/types/job";

const NOW = new Date().toISOString();
const part = (component: string, state = "ok", more: Partial<HealthPart> = {}): HealthPart => ({
  component,
  state,
  since: null,
  means: null,
  advice: null,
  ...more,
});
const FACTS: HealthFacts = {
  worker_seen_at: NOW,
  scheduler_seen_at: null,
  waiting_mails: 0,
  oldest_mail_at: null,
  free_bytes: 62 * 1024 ** 3,
  total_bytes: 252 * 1024 ** 3,
  floor_bytes: 2 * 1024 ** 3,
  last_backup_at: null,
  last_drill_at: null,
  backup_failure: null,
  backup_failed_at: null,
};
const ALL = ["database", "redis", "worker", "scheduler", "storage", "mail", "disk", "backup"];

function show(parts: HealthPart[], facts: Partial<HealthFacts> = {}) {
  const report: HealthReport = {
    status: "ok",
    version: "1",
    checked_at: NOW,
    parts,
    facts: { ...FACTS, ...facts },
  };
  const fetched = vi.fn(async () => Response.json(report));
  vi.stubGlobal("fetch", fetched);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <HealthSection />
    </QueryClientProvider>,
  );
  return fetched;
}

const row = async (name: string) =>
  within((await screen.findByRole("heading", { name })).closest("li") as HTMLElement);

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([
  ["ok", "fine"],
  ["down", "down"],
  ["unreachable", "down"],
  ["nearly full", "look"],
  ["drill failed", "look"],
  ["something new", "look"],
])("a part that is %s is %s in a word", (state, word) => {
  expect(standing(part("disk", state))).toBe(word);
});

test("what is down comes first, then what needs a look", () => {
  const parts = [part("database"), part("mail", "delayed"), part("disk"), part("storage", "down")];
  expect(byUrgency(parts).map(({ component }) => component)).toEqual(["storage", "mail", "database", "disk"]);
});

test("every trouble is a sentence, and what is new is called as the API calls it", () => {
  expect(trouble(part("worker", "down"))).toBe("It has given no sign of life for a while.");
  expect(trouble(part("redis", "down"))).toBe("It does not answer.");
  expect(trouble(part("backup", "half made"))).toBe("half made");
  expect(partName(part("oven"))).toBe("oven");
});

test("a well lab says so in a line and shows what is behind it", async () => {
  show(
    ALL.map((component) => part(component)),
    { last_backup_at: NOW },
  );
  expect(await screen.findByText("All is well.")).toBeVisible();
  expect(screen.getAllByText("fine")).toHaveLength(ALL.length);
  expect((await row("Worker")).getByText(/Last sign of life/)).toBeVisible();
  expect((await row("Scheduler")).getByText("No sign of life yet.")).toBeVisible();
  expect((await row("Mail")).getByText("No mail waits.")).toBeVisible();
  expect((await row("Server’s disk")).getByText(/62 GB of 252 GB are free/)).toBeVisible();
  expect((await row("Backups")).getByText(/Last backup/)).toBeVisible();
  expect((await row("Backups")).getByText("No drill yet.")).toBeVisible();
  expect(screen.queryByText(/What to do/)).toBeNull();
});

test("a part that is not well says since when, what it means and what to do", async () => {
  const advice = { means: "Only approving has to wait.", advice: "Look whether the share is mounted." };
  show([
    part("database"),
    part("storage", "down", { since: "2026-11-22T12:00:00Z", ...advice }),
    part("mail", "delayed"),
  ]);
  expect(await screen.findByText("2 parts need a look.")).toBeVisible();
  const storage = await row("Lab’s storage");
  expect(storage.getByText("down")).toBeVisible();
  expect(storage.getByText(/It does not answer/)).toHaveTextContent("2026");
  expect(storage.getByText(advice.means)).toBeVisible();
  expect(storage.getByText(/Look whether the share is mounted/)).toHaveTextContent("What to do");
});

test("waiting mails show their age, and a failed drill its words", async () => {
  show([part("mail"), part("backup", "drill failed")], {
    waiting_mails: 3,
    oldest_mail_at: NOW,
    backup_failure: "drill of then: 1 files did not come back",
  });
  expect((await row("Mail")).getByText(/3 mails wait, the oldest promised/)).toBeVisible();
  expect((await row("Backups")).getByText(/1 files did not come back/)).toBeVisible();
});

test("it is looked at again every half minute", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const fetched = show([part("database")]);
  await screen.findByText("All is well.");
  expect(fetched).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(30_000);
  await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(2));
});
