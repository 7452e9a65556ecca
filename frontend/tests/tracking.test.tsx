import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { Confirmation } from "@/components/tracking/confirmation";
import type { ConfirmView } from "@/types/job";

const view: ConfirmView = {
  reference: "REQ-00042",
  status: "PENDING",
  status_title: "Pending",
  answer: null,
  student_name: "Ada",
  original_filename: "vase.stl",
  print_method: "Filament",
  color: "Clear",
  printer: "XL",
  price_cents: 425,
  currency: "USD",
  quote: {
    weight_g: 42.5,
    volume_ml: null,
    time_hours: 3.5,
    price_cents: 425,
    cents_per_gram: 10,
    minimum_cents: 300,
    comment: "",
  },
  expires_at: "2026-11-24T12:00:00Z",
  tracking_url: "http://localhost/track/abc",
  has_thumbnail: false,
};

type Asked = { method: string; path: string; body: unknown };

/** Answer calls in turn from a list; records what was asked. */
function answering(...answers: [status: number, body: object][]): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push({ method: String(init.method), path, body: init.body ? JSON.parse(String(init.body)) : null });
    const [status, body] = answers[asked.length - 1] ?? [500, {}];
    return Response.json(body, { status });
  });
  return asked;
}

const problem = (status: number, code: string, detail: string, extra = {}) =>
  [status, { status, code, title: "", detail, ...extra }] as [number, object];

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("opening the page changes nothing, and the button alone confirms nothing", async () => {
  const asked = answering([200, view]);
  render(<Confirmation token="t" />);
  await userEvent.click(await screen.findByRole("button", { name: "Confirm" }));
  expect(screen.getByRole("checkbox", { name: "I accept $4.25" })).not.toBeChecked();
  expect(screen.getByRole("alert")).toHaveTextContent(/Tick “I accept \$4.25” first/);
  expect(asked.map(({ method }) => method)).toEqual(["GET"]);
});

test("a tick and the button confirm the price that was shown", async () => {
  const asked = answering([200, view], [200, { ...view, answer: "confirmed", status: "READYTOPRINT" }]);
  render(<Confirmation token="t" />);
  await userEvent.click(await screen.findByRole("checkbox", { name: "I accept $4.25" }));
  await userEvent.click(screen.getByRole("button", { name: "Confirm" }));
  expect(await screen.findByText("Accepted. It is in line for a printer.")).toHaveFocus();
  expect(asked[1]).toEqual({
    method: "POST",
    path: "/api/v1/confirm/t",
    body: { accept: true, price_cents: 425 },
  });
});

test("declining asks once more, takes a reason, and can be left again", async () => {
  const asked = answering([200, view], [200, { ...view, answer: "closed", status_title: "Canceled" }]);
  render(<Confirmation token="t" />);
  await userEvent.click(await screen.findByRole("button", { name: "Decline…" }));
  await userEvent.click(screen.getByRole("button", { name: "Back" }));
  await userEvent.click(screen.getByRole("button", { name: "Decline…" }));
  await userEvent.type(screen.getByLabelText(/Why/), "Too dear");
  await userEvent.click(screen.getByRole("button", { name: "Decline and cancel" }));
  expect(await screen.findByText(/Your request is now “Canceled”/)).toBeVisible();
  expect(asked[1]).toMatchObject({ path: "/api/v1/confirm/t/decline", body: { reason: "Too dear" } });
});

test("a price that changed meanwhile is shown anew", async () => {
  answering([200, view], problem(409, "stale", "The price has changed."), [
    200,
    { ...view, price_cents: 500 },
  ]);
  render(<Confirmation token="t" />);
  await userEvent.click(await screen.findByRole("checkbox"));
  await userEvent.click(screen.getByRole("button", { name: "Confirm" }));
  await userEvent.click(await screen.findByRole("button", { name: "Show the new price" }));
  expect(await screen.findByRole("checkbox", { name: "I accept $5.00" })).not.toBeChecked();
});

test("an expired link offers a new one, once", async () => {
  const gone = problem(410, "gone", "This link has run out.", { can_resend_at: "2026-01-01T00:00:00Z" });
  const asked = answering(gone, [200, { sent_to: "ada@example.edu", can_resend_at: "2026-01-01T01:00:00Z" }]);
  render(<Confirmation token="t" />);
  await userEvent.click(await screen.findByRole("button", { name: "Mail me a new link" }));
  expect(await screen.findByText("A new link is on its way to ada@example.edu")).toBeVisible();
  expect(asked[1]).toMatchObject({ path: "/api/v1/submit/resend-confirmation", body: { token: "t" } });
});

test("too early for a new link: a countdown, then the button", async () => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"], shouldAdvanceTime: true });
  const can_resend_at = new Date(Date.now() + 65_000).toISOString();
  answering(problem(410, "gone", "This link has run out.", { can_resend_at }));
  render(<Confirmation token="t" />);
  expect(await screen.findByText(/You can ask for a new link in 1:0\d\./)).toBeVisible();
  await act(async () => vi.advanceTimersByTime(66_000));
  expect(await screen.findByRole("button", { name: "Mail me a new link" })).toBeVisible();
});

test("an unknown link says what to do", async () => {
  answering(problem(404, "not_found", "This link is not known here. Open it again from the mail."));
  render(<Confirmation token="t" />);
  expect(await screen.findByText(/Open it again from the mail/)).toBeVisible();
});
