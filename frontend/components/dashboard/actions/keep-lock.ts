import { ApiError } from "@/lib/api";
import type { Lock, LockGranted } from "@/types/job";

/** How it stands with the exclusive right to change a job. */
export type LockState =
  | { kind: "none" }
  | { kind: "taking" }
  | { kind: "held"; token: string; until: string }
  /** Somebody else has it. */
  | { kind: "taken"; error: ApiError; holder: Lock | null }
  /** It was ours, and is not any more. */
  | { kind: "lost"; error: ApiError }
  | { kind: "failed"; error: ApiError };

export type LockCalls = {
  take: () => Promise<LockGranted>;
  extend: (token: string) => Promise<LockGranted>;
  release: (token: string) => Promise<unknown>;
};

export type KeptLock = {
  /** The action has used the lock up: nothing is left to give back. */
  spend: () => void;
  /** Give the lock back; settles when the job is free again. */
  leave: () => Promise<void>;
};

export const HEARTBEAT_MS = 20_000;

function refusal(error: ApiError): LockState {
  const holder = (error.extra.holder ?? null) as Lock | null;
  return error.code === "locked" ? { kind: "taken", error, holder } : { kind: "failed", error };
}

/** Take a lock and keep it alive until it is spent or left. `tell` hears every change of its state. */
export function keepLock(calls: LockCalls, tell: (state: LockState) => void): KeptLock {
  let token: string | null = null;
  let over = false;
  let heart: ReturnType<typeof setInterval> | undefined;

  const stop = () => {
    over = true;
    clearInterval(heart);
  };
  const lose = (error: ApiError) => {
    clearInterval(heart);
    token = null;
    tell({ kind: "lost", error });
  };
  const beat = async () => {
    if (token === null) return;
    try {
      const { locked_until } = await calls.extend(token);
      if (!over && token !== null) tell({ kind: "held", token, until: locked_until });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // Silence is not a refusal: the lock lasts longer than a beat, so the next one may still come in time.
      if (!over && error.status >= 400 && error.status < 500) lose(error);
    }
  };
  const taken = calls.take().then(
    (granted) => {
      token = granted.lock_token;
      if (over) return;
      tell({ kind: "held", token, until: granted.locked_until });
      heart = setInterval(() => void beat(), HEARTBEAT_MS);
    },
    (error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
      if (!over) tell(refusal(error));
    },
  );

  tell({ kind: "taking" });
  return {
    spend: () => {
      stop();
      token = null;
    },
    leave: async () => {
      stop();
      await taken;
      const mine = token;
      token = null;
      // A lock that cannot be given back runs out by itself within a minute.
      if (mine !== null) await calls.release(mine).catch(() => undefined);
    },
  };
}
