import { MathUtils, type PerspectiveCamera, Vector3 } from "three";
import type { OrbitControls } from "three/addons/controls/OrbitControls.js";
import type { Bed } from "./bed";
import type { Preview } from "./preview-file";

const LEAST_OF_BED = 0.2; // as much of the bed is seen at first, so that a small part looks small
const EYE = new Vector3(0.47, -0.755, 0.454); // as the thumbnail looks at it

/** Look at a model that stands in the middle of its bed, from the front and somewhat above. */
export function frame(
  camera: PerspectiveCamera,
  controls: OrbitControls,
  [width, depth, height]: Preview["size_mm"],
  { width_mm, depth_mm }: Bed,
): void {
  const bed = Math.hypot(width_mm, depth_mm);
  const radius = Math.max(Math.hypot(width, depth, height) / 2, bed * LEAST_OF_BED) * 1.1;
  const away = radius / Math.sin(MathUtils.degToRad(camera.fov) / 2);
  controls.target.set(width_mm / 2, depth_mm / 2, height / 2);
  camera.position.copy(EYE).normalize().multiplyScalar(away).add(controls.target);
  controls.minDistance = radius / 50;
  controls.maxDistance = 4 * Math.max(away, bed);
  camera.near = controls.maxDistance / 2000;
  camera.far = 2 * controls.maxDistance;
  controls.update();
  controls.saveState();
}
