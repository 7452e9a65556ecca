import t from "@/messages/health";
import type { HealthPart } from "@/types/job";

export type Standing = "fine" | "look" | "down";

const DOWN = new Set(["down", "unreachable"]);
const ORDER: Standing[] = ["down", "look", "fine"];
const SILENT = new Set(["worker", "scheduler"]);

const NAMES = {
  database: "database",
  redis: "redis",
  worker: "worker",
  scheduler: "scheduler",
  storage: "storage",
  mail: "mail",
  disk: "disk",
  backup: "backup",
} as const;

const STATES = {
  down: "state.down",
  "nearly full": "state.nearly full",
  "too old": "state.too old",
  "not tried out": "state.not tried out",
  failed: "state.failed",
  "drill failed": "state.drill failed",
  "refused sign-in": "state.refused sign-in",
  unreachable: "state.unreachable",
  delayed: "state.delayed",
  refused: "state.refused",
  unknown: "state.unknown",
} as const;

/** Say in one of three words how a part is. */
export function standing({ state }: HealthPart): Standing {
  if (state === "ok") return "fine";
  return DOWN.has(state) ? "down" : "look";
}

/** Put first what is down, then what needs a look; else the order stays. */
export function byUrgency(parts: HealthPart[]): HealthPart[] {
  return ORDER.flatMap((wanted) => parts.filter((part) => standing(part) === wanted));
}

/** Return the name of a part for people; one that this page does not know yet is called as the API calls it. */
export function partName({ component }: HealthPart): string {
  return component in NAMES ? t(NAMES[component as keyof typeof NAMES]) : component;
}

/** Say in a sentence what is wrong with a part that is not fine. */
export function trouble({ component, state }: HealthPart): string {
  if (state === "down" && SILENT.has(component)) return t("state.silent");
  return state in STATES ? t(STATES[state as keyof typeof STATES]) : state;
}
