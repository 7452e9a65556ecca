/** A model as few triangles. Positions are mm from the lowest corner of its box, z upwards. */
export type Preview = {
  positions: Float32Array;
  triangles: Uint32Array;
  /** How many triangles the model itself has. */
  of: number;
  size_mm: [number, number, number];
};

const MAGIC = "LABMESH1";
const HEAD_BYTES = 20;

/** Read what backend/inspector/preview/file.py wrote, without copying it. Throws RangeError when it is something else. */
export function readPreview(file: ArrayBuffer): Preview {
  if (file.byteLength < HEAD_BYTES) throw new RangeError("no whole preview");
  const magic = String.fromCharCode(...new Uint8Array(file, 0, MAGIC.length));
  if (magic !== MAGIC) throw new RangeError("not a preview");
  const [points = 0, shown = 0, of = 0] = new Uint32Array(file, MAGIC.length, 3);
  if (file.byteLength !== HEAD_BYTES + 12 * points + 12 * shown) throw new RangeError("a preview cut short");
  const positions = new Float32Array(file, HEAD_BYTES, 3 * points);
  const triangles = new Uint32Array(file, HEAD_BYTES + 12 * points, 3 * shown);
  if (highest(triangles) >= points) throw new RangeError("a preview that names missing points");
  return { positions, triangles, of, size_mm: sizeOf(positions) };
}

function sizeOf(positions: Float32Array): Preview["size_mm"] {
  const along = (axis: number) => {
    let most = 0;
    for (let at = axis; at < positions.length; at += 3) most = Math.max(most, positions[at] as number);
    return most;
  };
  return [along(0), along(1), along(2)];
}

function highest(numbers: Uint32Array): number {
  let found = -1;
  for (let at = 0; at < numbers.length; at++) found = Math.max(found, numbers[at] as number);
  return found;
}
