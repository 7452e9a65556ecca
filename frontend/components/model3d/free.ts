import { LineSegments, Mesh, type Object3D, Sprite } from "three";

/** Take something off the scene and give back what the graphics card holds of it. */
export function free(root: Object3D): void {
  root.removeFromParent();
  root.traverse((each) => {
    if (each instanceof Sprite) each.material.map?.dispose();
    if (!(each instanceof Mesh || each instanceof LineSegments || each instanceof Sprite)) return;
    each.geometry.dispose();
    each.material.dispose();
  });
}
