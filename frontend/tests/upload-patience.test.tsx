import { renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Sending, send } from "@/components/submission/send-file";
import { useReport } from "@/components/submission/use-report";
import { received } from "./submission-data";

/** An XMLHttpRequest on a line that moves only when it is told to. */
class Line {
  static current: Line;
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  onabort: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor() {
    Line.current = this;
  }
  open() {}
  setRequestHeader() {}
  send() {}
  abort() {
    this.onabort?.();
  }
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function sending() {
  vi.stubGlobal("XMLHttpRequest", Line);
  const told: Sending[] = [];
  const file = new File(["solid"], "vase.stl");
  const stop = new AbortController();
  return { file, told, stop, outcome: send(file, stop, (each) => told.push(each)) };
}

test("a line on which nothing moves is told of, and given up with the file kept", async () => {
  const { file, told, outcome } = sending();
  Line.current.upload.onprogress?.({ loaded: 3, total: 5 });
  vi.advanceTimersByTime(5_000);
  expect(told.at(-1)).toMatchObject({ progress: { sent: 3, total: 5 }, stalled: true });
  Line.current.upload.onprogress?.({ loaded: 4, total: 5 });
  expect(told.at(-1)).toMatchObject({ progress: { sent: 4, total: 5 }, stalled: false });
  vi.advanceTimersByTime(60_000);
  expect(await outcome).toMatchObject({ phase: "failed", file, reason: expect.stringMatching(/try again/) });
});

test("a line that breaks keeps the file for another try; stopping is no failure", async () => {
  const broken = sending();
  Line.current.onerror?.();
  expect(await broken.outcome).toMatchObject({ phase: "failed", file: broken.file });
  const stopped = sending();
  stopped.stop.abort();
  expect(await stopped.outcome).toBeNull();
});

test("the report is asked for soon, then ever more calmly, until it is there", async () => {
  let looks = 0;
  const answer = { ...received, report: { ...received.report, ready: false } };
  vi.stubGlobal("fetch", async () => {
    looks += 1;
    return Response.json(answer);
  });
  const told = { onFresh: vi.fn(), onGone: vi.fn() };
  const { rerender } = renderHook(({ upload }) => useReport(upload, told), {
    initialProps: { upload: answer },
  });
  await vi.advanceTimersByTimeAsync(200);
  expect(looks).toBe(1);
  await vi.advanceTimersByTimeAsync(800);
  expect(looks).toBe(4);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(looks).toBeLessThan(45);
  rerender({ upload: received });
  const before = looks;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(looks).toBe(before);
});
