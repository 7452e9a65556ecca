import type { Preview } from "./preview-file";

/**
 * Average at each point the directions of its triangles, by their area; 0 where they cancel out. It runs before the
 * first picture of 100,000 triangles, so it makes no objects.
 */
export function normalsOf({ positions, triangles }: Pick<Preview, "positions" | "triangles">): Float32Array {
  const sums = new Float32Array(positions.length);
  for (let at = 0; at < triangles.length; at += 3) {
    addNormal(
      sums,
      positions,
      3 * number(triangles, at),
      3 * number(triangles, at + 1),
      3 * number(triangles, at + 2),
    );
  }
  for (let at = 0; at < sums.length; at += 3) {
    const [x, y, z] = [number(sums, at), number(sums, at + 1), number(sums, at + 2)];
    const length = Math.sqrt(x * x + y * y + z * z) || 1;
    sums[at] = x / length;
    sums[at + 1] = y / length;
    sums[at + 2] = z / length;
  }
  return sums;
}

const number = (numbers: Float32Array | Uint32Array, at: number) => numbers[at] as number;

function addNormal(sums: Float32Array, points: Float32Array, a: number, b: number, c: number): void {
  const ux = number(points, b) - number(points, a);
  const uy = number(points, b + 1) - number(points, a + 1);
  const uz = number(points, b + 2) - number(points, a + 2);
  const vx = number(points, c) - number(points, a);
  const vy = number(points, c + 1) - number(points, a + 1);
  const vz = number(points, c + 2) - number(points, a + 2);
  const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  add(sums, a, x, y, z);
  add(sums, b, x, y, z);
  add(sums, c, x, y, z);
}

function add(sums: Float32Array, at: number, x: number, y: number, z: number): void {
  sums[at] = number(sums, at) + x;
  sums[at + 1] = number(sums, at + 1) + y;
  sums[at + 2] = number(sums, at + 2) + z;
}
