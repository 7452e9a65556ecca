/** What can be asked of the view. Angles are in steps; a factor above 1 comes nearer. */
export type Move = { turn: [right: number, up: number] } | { nearer: number } | "reset" | "close";

export const NEARER = 1.25;

const MOVES: Record<string, Move> = {
  ArrowLeft: { turn: [-1, 0] },
  ArrowRight: { turn: [1, 0] },
  ArrowUp: { turn: [0, 1] },
  ArrowDown: { turn: [0, -1] },
  "+": { nearer: NEARER },
  "=": { nearer: NEARER },
  "-": { nearer: 1 / NEARER },
  _: { nearer: 1 / NEARER },
  r: "reset",
  R: "reset",
  Escape: "close",
};

type Pressed = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean };

/** What a key asks for; undefined when it is none of ours. */
export function moveOf({ key, ctrlKey, metaKey, altKey }: Pressed): Move | undefined {
  return ctrlKey || metaKey || altKey ? undefined : MOVES[key];
}
