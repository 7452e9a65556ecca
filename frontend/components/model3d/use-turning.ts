"use client";

import { useState } from "react";
import { canShow3d } from "./can-show";

/** Whether a model is being turned, and whether this computer can show that at all. */
export type Turning = {
  state: "still" | "turning" | "impossible";
  toggle: () => void;
  /** The drawing failed although it seemed possible. */
  cannot: () => void;
};

export function useTurning(): Turning {
  const [state, setState] = useState<Turning["state"]>("still");
  const begin = () => setState(canShow3d() ? "turning" : "impossible");
  return {
    state,
    toggle: () => (state === "still" ? begin() : setState("still")),
    cannot: () => setState("impossible"),
  };
}
