import lifecycle from "@/types/lifecycle.json";

/** One row of the lifecycle's statuses: how it is shown, and whether work is still open. */
export type StatusRow = { title: string; folder: string; tone: string; is_open: boolean };
export type StatusCode = keyof typeof lifecycle.statuses;

/** One row of the lifecycle's actions; buttons, dialogs and what they offer come from it. */
export type ActionRow = {
  label: string;
  actors: string[];
  sources: string[];
  /** The status that it leads to; null when the job stays where it is. */
  target: string | null;
  /** The API's name of the body that it takes. */
  body: string;
  mail: string | null;
  tone: string;
  /** What happens, said before it is done. */
  confirm: string;
  needs_lock: boolean;
};

const statuses: Record<string, StatusRow> = lifecycle.statuses;
const actions: Record<string, ActionRow> = lifecycle.actions;

/** All statuses in the order of the lifecycle. */
export const STATUS_CODES = Object.keys(lifecycle.statuses) as StatusCode[];
export const OPEN_STATUSES = STATUS_CODES.filter((code) => lifecycle.statuses[code].is_open);
export const ACTION_NAMES = Object.keys(lifecycle.actions);

/** How a status is shown; one that this page does not know yet is shown by its code. */
export function statusOf(code: string): StatusRow {
  return statuses[code] ?? { title: code, folder: code, tone: "slate", is_open: true };
}

/** The row of an action, or undefined for one that is newer than this page. */
export function actionOf(name: string): ActionRow | undefined {
  return actions[name];
}

/** Among the actions that are possible now, the one that leads back to `before`. */
export function wayBack(before: string, now: string, possible: readonly string[]): string | undefined {
  if (before === now) return undefined;
  return possible.find((name) => actions[name]?.target === before);
}
