import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { HEARTBEAT_MS, keepLock, type LockState } from "@/components/dashboard/actions/keep-lock";
import { ApiError } from "@/lib/api";

const granted = (locked_until = "soon") => ({ lock_token: "t0ken", locked_until });
const refused = (status: number, code: string, extra = {}) =>
  new ApiError({ status, code, title: "", detail: `${status}`, ...extra });

/** A desk of one job, as the API keeps it. */
function desk() {
  const told: LockState["kind"][] = [];
  const calls = {
    take: vi.fn(() => Promise.resolve(granted())),
    extend: vi.fn((_: string) => Promise.resolve(granted("later"))),
    release: vi.fn((_: string) => Promise.resolve({})),
  };
  const start = () => keepLock(calls, (state) => told.push(state.kind));
  return { told, calls, start };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("takes, keeps alive every 20 s, gives back once", async () => {
  const { told, calls, start } = desk();
  const kept = start();
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual(["taking", "held"]);
  await vi.advanceTimersByTimeAsync(3 * HEARTBEAT_MS);
  expect(calls.extend).toHaveBeenCalledTimes(3);
  expect(calls.extend).toHaveBeenLastCalledWith("t0ken");
  await kept.leave();
  expect(calls.release).toHaveBeenCalledExactlyOnceWith("t0ken");
  await vi.advanceTimersByTimeAsync(5 * HEARTBEAT_MS);
  expect(calls.extend).toHaveBeenCalledTimes(3);
});

test("says who has it, and asks no further", async () => {
  const { told, calls, start } = desk();
  const holder = { staff_name: "Sam", workstation_name: "x", taken_at: "", locked_until: "" };
  calls.take.mockRejectedValueOnce(refused(409, "locked", { holder }));
  const kept = start();
  await vi.advanceTimersByTimeAsync(2 * HEARTBEAT_MS);
  expect(told).toEqual(["taking", "taken"]);
  await kept.leave();
  expect(calls.extend).not.toHaveBeenCalled();
  expect(calls.release).not.toHaveBeenCalled();
});

test("a refused heartbeat loses the lock; silence does not", async () => {
  const { told, calls, start } = desk();
  start();
  await vi.advanceTimersByTimeAsync(0);
  calls.extend.mockRejectedValueOnce(refused(0, "offline"));
  await vi.advanceTimersByTimeAsync(HEARTBEAT_MS);
  expect(told.at(-1)).toBe("held");
  calls.extend.mockRejectedValueOnce(refused(423, "lock_required"));
  await vi.advanceTimersByTimeAsync(HEARTBEAT_MS);
  expect(told.at(-1)).toBe("lost");
  await vi.advanceTimersByTimeAsync(3 * HEARTBEAT_MS);
  expect(calls.extend).toHaveBeenCalledTimes(2);
});

test("a dialog that closes before the answer still gives the lock back", async () => {
  const { told, calls, start } = desk();
  const kept = start();
  await kept.leave();
  expect(calls.release).toHaveBeenCalledExactlyOnceWith("t0ken");
  expect(told).toEqual(["taking"]);
});

test("a spent lock is not given back, and a refused release is quiet", async () => {
  const spent = desk();
  const used = spent.start();
  await vi.advanceTimersByTimeAsync(0);
  used.spend();
  await used.leave();
  expect(spent.calls.release).not.toHaveBeenCalled();

  const gone = desk();
  gone.calls.release.mockRejectedValueOnce(refused(423, "lock_required"));
  const kept = gone.start();
  await vi.advanceTimersByTimeAsync(0);
  await expect(kept.leave()).resolves.toBeUndefined();
});
