import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveProvider, useLive, useLiveEvent } from "@/lib/events";

class Source extends EventTarget {
  static all: Source[] = [];
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  closed = false;
  constructor(readonly url: string) {
    super();
    Source.all.push(this);
  }
  close() {
    this.closed = true;
  }
  say(name: string, data: unknown) {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
}

const line = () => Source.all.at(-1) as Source;
const heard = vi.fn();
const resynced = vi.fn();

function Listener() {
  useLiveEvent("job", heard);
  useLiveEvent("resync", resynced);
  return <p>{useLive().state}</p>;
}

beforeEach(() => {
  Source.all = [];
  heard.mockClear();
  resynced.mockClear();
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Source);
  render(
    <LiveProvider>
      <Listener />
    </LiveProvider>,
  );
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("hands on what the API tells", () => {
  expect(screen.getByText("connecting")).toBeVisible();
  act(() => line().onopen?.());
  expect(screen.getByText("live")).toBeVisible();
  act(() => line().say("job", { id: "1", kind: "changed" }));
  expect(heard).toHaveBeenCalledWith({ id: "1", kind: "changed" });
});

test("redials after an error and then asks for fresh data", () => {
  act(() => line().onopen?.());
  act(() => line().onerror?.());
  expect(screen.getByText("lost")).toBeVisible();
  act(() => vi.advanceTimersByTime(3_000));
  expect(Source.all).toHaveLength(2);
  act(() => line().onopen?.());
  expect(screen.getByText("live")).toBeVisible();
  expect(resynced).toHaveBeenCalledOnce();
});

test("takes silence for a dead line, and a ping for life", () => {
  act(() => line().onopen?.());
  act(() => vi.advanceTimersByTime(30_000));
  act(() => line().say("ping", {}));
  act(() => vi.advanceTimersByTime(30_000));
  expect(screen.getByText("live")).toBeVisible();
  act(() => vi.advanceTimersByTime(10_001));
  expect(screen.getByText("lost")).toBeVisible();
  expect(Source.all[0]?.closed).toBe(true);
});
