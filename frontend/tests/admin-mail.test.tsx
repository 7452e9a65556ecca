import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { MailSection } from "@/components/admin/mail-section";
import { MailBanner } from "@/components/frame/mail-banner";
import type { OutboxMail } from "@/types/job";

const mail = (id: string, more: Partial<OutboxMail> = {}): OutboxMail => ({
  id,
  kind: "quote",
  job_id: `job-${id}`,
  reference: `REQ-${id}`,
  to: `${id}@example.edu`,
  status: "queued",
  attempts: 0,
  last_error: null,
  advice: null,
  created_at: "2026-11-22T12:00:00Z",
  next_attempt_at: "2026-11-22T12:00:00Z",
  sent_at: null,
  ...more,
});
const FAILED = mail("b", {
  status: "failed",
  attempts: 1,
  last_error: "550 5.1.1 no such user",
  advice: "There is no such mailbox.",
  next_attempt_at: null,
});
const SENT = mail("c", {
  status: "sent",
  attempts: 1,
  sent_at: "2026-11-22T12:00:01Z",
  next_attempt_at: null,
});
const page = (outbox: OutboxMail[], more = {}) => ({
  outbox,
  next_cursor: null,
  health: "ok",
  failed: 0,
  ...more,
});
const STAFF = [{ id: "1", name: "Dora Hartwig", is_active: true, created_at: "", deactivated_at: null }];

type Asked = { method: string; path: string; body: Record<string, unknown> | null };

type Answer = Record<string, unknown> | ((path: string) => Record<string, unknown>);

/** Answer each address with what stands for its beginning; records what was asked. */
function lab(answers: Record<string, Answer>): Asked[] {
  const asked: Asked[] = [];
  const all: Record<string, Answer> = { "/api/v1/staff": { staff: STAFF }, ...answers };
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push({ method: String(init.method), path, body: init.body ? JSON.parse(String(init.body)) : null });
    const found = Object.entries(all).findLast(([start]) => path.startsWith(start))?.[1];
    return Response.json(typeof found === "function" ? found(path) : found);
  });
  return asked;
}

function show(part: ReactNode) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(<QueryClientProvider client={client}>{part}</QueryClientProvider>);
}

async function sign() {
  await userEvent.selectOptions(await screen.findByLabelText(/Performing action as/), "Dora Hartwig");
  await userEvent.type(screen.getByLabelText(/Reason/), "The server is back");
}

const SIGNED = { staff_name: "Dora Hartwig", reason: "The server is back" };
const row = async (to: string) => within((await screen.findByText(to)).closest("tr") as HTMLElement);

afterEach(() => vi.unstubAllGlobals());

test("each mail says how far it got, why not further and what to do", async () => {
  lab({ "/api/v1/admin/outbox": page([mail("a"), FAILED, SENT], { failed: 1 }) });
  show(<MailSection />);
  expect((await row("a@example.edu")).getByText("on its way")).toBeVisible();
  const failed = await row("b@example.edu");
  expect(failed.getByText("550 5.1.1 no such user")).toBeVisible();
  expect(failed.getByText("There is no such mailbox.")).toBeVisible();
  expect(failed.getByText("tried once")).toBeVisible();
  expect(failed.getByRole("link", { name: "REQ-b" })).toHaveAttribute("href", "/dashboard?job=job-b");
  expect((await row("c@example.edu")).queryByRole("button")).toBeNull();
  expect(screen.getByText("1 mail failed")).toBeVisible();
  expect(screen.getByText("Mails get through.")).toBeVisible();
});

test("one status can be looked at, and older mails fetched", async () => {
  const asked = lab({
    "/api/v1/admin/outbox": (path) =>
      path.includes("cursor=x") ? page([mail("d")]) : page([mail("a")], { next_cursor: "x" }),
  });
  show(<MailSection />);
  await userEvent.click(await screen.findByRole("button", { name: "Show older mails" }));
  expect(await screen.findByText("d@example.edu")).toBeVisible();
  expect(screen.getByText("a@example.edu")).toBeVisible();
  await userEvent.selectOptions(screen.getByLabelText("Show"), "failed");
  await vi.waitFor(() => expect(asked.at(-1)?.path).toContain("status=failed"));
});

test("a mail is tried again under a name and for a reason", async () => {
  const asked = lab({ "/api/v1/admin/outbox": page([FAILED]), "/api/v1/admin/outbox/b/retry": mail("b") });
  show(<MailSection />);
  await userEvent.click(
    await screen.findByRole("button", { name: "Try the mail “Quote” to b@example.edu again" }),
  );
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(asked.every(({ method }) => method === "GET")).toBe(true);
  await sign();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  const posted = asked.find(({ method }) => method === "POST");
  expect(posted).toMatchObject({ path: "/api/v1/admin/outbox/b/retry", body: SIGNED });
});

test("a test mail that is refused shows the server's words and what to do", async () => {
  const refused = {
    is_sent: false,
    message: "The mail was not sent.",
    said: "535 5.7.139 no",
    advice: "Switch it on.",
  };
  const asked = lab({ "/api/v1/admin/outbox": page([]), "/api/v1/admin/mail/test": refused });
  show(<MailSection />);
  await userEvent.click(await screen.findByRole("button", { name: "Send a test mail" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByLabelText(/Send it to/), "glen@example.edu");
  await sign();
  await userEvent.click(dialog.getByRole("button", { name: "Send a test mail" }));
  expect(await screen.findByText("The test mail was refused")).toBeVisible();
  expect(screen.getByText("535 5.7.139 no")).toBeVisible();
  expect(screen.getByText("Switch it on.")).toBeVisible();
  const posted = asked.find(({ method }) => method === "POST");
  expect(posted).toMatchObject({
    path: "/api/v1/admin/mail/test",
    body: { ...SIGNED, to: "glen@example.edu" },
  });
});

test.each([
  ["refused sign-in", "The mail server refuses the lab’s sign-in"],
  ["unreachable", "The mail server is away"],
  ["delayed", "A mail has been waiting for more than five minutes"],
  ["refused", "The last three mails were all refused"],
])("when the mail is %s the section says so", async (health, title) => {
  lab({ "/api/v1/admin/outbox": page([], { health }) });
  show(<MailSection />);
  expect(await screen.findByText(title)).toBeVisible();
});

const health = (mail: string) => ({ status: "degraded", version: "1", components: { mail } });

test("everybody at the desk learns of a refused sign-in", async () => {
  lab({ "/api/v1/health": health("refused sign-in") });
  show(<MailBanner isAdmin={false} />);
  expect(await screen.findByText("Students get no mails right now")).toBeVisible();
  expect(screen.getByText(/Please tell the lab manager/)).toBeVisible();
});

test("an admin gets the way to the mails, and a well lab no banner", async () => {
  lab({ "/api/v1/health": health("refused sign-in") });
  show(<MailBanner isAdmin />);
  expect(await screen.findByRole("link", { name: "See the mails" })).toHaveAttribute("href", "/admin");
  const asked = lab({ "/api/v1/health": health("ok") });
  show(<MailBanner isAdmin />);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  expect(screen.getAllByText("Students get no mails right now")).toHaveLength(1);
});
