/** The ground that a model stands on, in mm, and how it is ruled. */
export type Bed = { width_mm: number; depth_mm: number; line_mm: number; label_mm: number };

type Size = readonly [number, number, number];

const MARGIN = 1.4;
const MOST_LINES = 60;
const MOST_LABELS = 6;
const STEPS_MM = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

const coarsest = STEPS_MM[STEPS_MM.length - 1] as number;

function step(length_mm: number, most: number): number {
  return STEPS_MM.find((mm) => length_mm / mm <= most) ?? coarsest;
}

/** Rule the bed of a printer; without one, a ground somewhat larger than the model. */
export function bedFor(volume_mm: Size | null, model_mm: Size): Bed {
  const [width, depth] = volume_mm ?? groundUnder(model_mm);
  const longest = Math.max(width, depth);
  const line_mm = Math.max(10, step(longest, MOST_LINES));
  return {
    width_mm: width,
    depth_mm: depth,
    line_mm: volume_mm ? line_mm : step(longest, MOST_LINES),
    label_mm: step(longest, MOST_LABELS),
  };
}

function groundUnder([width, depth]: Size): [number, number] {
  const longest = Math.max(width, depth, 1) * MARGIN;
  const unit = step(longest, MOST_LABELS);
  return [Math.ceil(longest / unit) * unit, Math.ceil(longest / unit) * unit];
}

/** List where lines go along a side: every step from 0, and the far edge. */
export function marks(length_mm: number, step_mm: number): number[] {
  const inner = Array.from({ length: Math.ceil(length_mm / step_mm) }, (_, number) => number * step_mm);
  return [...inner, length_mm];
}
