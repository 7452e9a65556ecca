import {
  BufferGeometry,
  CanvasTexture,
  Float32BufferAttribute,
  Group,
  LinearFilter,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
  type Object3D,
  PlaneGeometry,
  Sprite,
  SpriteMaterial,
  SRGBColorSpace,
} from "three";
import { type Bed, marks } from "./bed";
import type { Colours } from "./colours";

const TEXT_PX = 30;
const SHOWN_PX = 19;
const LIFT = 1 / 2000; // of the bed: lines lie a hair above it, so that they hide in a model, from below as from above

/** The bed: a sheet seen from above, ruled in mm, with figures along two sides. Its corner is the origin. */
export function groundOf(bed: Bed, { ground, line, text }: Colours): Group {
  const group = new Group();
  const sheet = new MeshBasicMaterial({ color: ground, transparent: true, opacity: 0.75, depthWrite: false });
  const plane = new Mesh(new PlaneGeometry(bed.width_mm, bed.depth_mm), sheet);
  plane.position.set(bed.width_mm / 2, bed.depth_mm / 2, 0);
  plane.renderOrder = -1;
  const fine = new LineBasicMaterial({ color: line, transparent: true, opacity: 0.13 });
  const strong = new LineBasicMaterial({ color: line, transparent: true, opacity: 0.3 });
  group.add(plane, ruled(bed, bed.line_mm, fine), ruled(bed, bed.label_mm, strong));
  group.add(...figures(bed, text));
  return group;
}

function ruled({ width_mm, depth_mm }: Bed, step_mm: number, look: LineBasicMaterial): LineSegments {
  const z = Math.max(width_mm, depth_mm) * LIFT;
  const points = [
    ...marks(width_mm, step_mm).flatMap((x) => [x, 0, z, x, depth_mm, z]),
    ...marks(depth_mm, step_mm).flatMap((y) => [0, y, z, width_mm, y, z]),
  ];
  const geometry = new BufferGeometry().setAttribute("position", new Float32BufferAttribute(points, 3));
  return new LineSegments(geometry, look);
}

/** Let figures be as large on a canvas of this height as other small text. */
export function scaleFigures(ground: Object3D, height_px: number, opening_rad: number): void {
  const height = (SHOWN_PX / height_px) * 2 * Math.tan(opening_rad / 2) || 1;
  ground.traverse((each) => {
    if (each instanceof Sprite) each.scale.set(height * each.userData.proportion, height, 1);
  });
}

function figures({ width_mm, depth_mm, label_mm }: Bed, colour: string): Sprite[] {
  const height_mm = Math.max(width_mm, depth_mm) / 28;
  const inner = (length_mm: number) =>
    marks(length_mm, label_mm).filter((mm) => mm > 0 && length_mm - mm > label_mm / 2);
  const along: [text: string, x: number, y: number][] = [
    ["0", -height_mm, -height_mm],
    ...inner(width_mm).map((mm): [string, number, number] => [String(mm), mm, -height_mm]),
    ...inner(depth_mm).map((mm): [string, number, number] => [String(mm), -height_mm, mm]),
    [`${width_mm} mm`, width_mm, -height_mm],
    [`${depth_mm} mm`, -height_mm, depth_mm],
  ];
  return along.map(([text, x, y]) => {
    const sprite = written(text, colour);
    sprite.position.set(x, y, 0);
    return sprite;
  });
}

function written(text: string, colour: string): Sprite {
  const canvas = document.createElement("canvas");
  const brush = canvas.getContext("2d");
  const font = `500 ${TEXT_PX}px ${getComputedStyle(document.body).fontFamily}`;
  if (brush !== null) {
    brush.font = font;
    canvas.width = Math.ceil(brush.measureText(text).width) + TEXT_PX / 2;
    canvas.height = Math.ceil(TEXT_PX * 1.3);
    brush.font = font;
    brush.fillStyle = colour;
    brush.textAlign = "center";
    brush.textBaseline = "middle";
    brush.fillText(text, canvas.width / 2, canvas.height / 2);
  }
  const map = new CanvasTexture(canvas);
  map.colorSpace = SRGBColorSpace;
  map.generateMipmaps = false;
  map.minFilter = LinearFilter;
  const sprite = new Sprite(new SpriteMaterial({ map, depthWrite: false, sizeAttenuation: false }));
  sprite.userData.proportion = canvas.width / canvas.height;
  return sprite;
}
