/** Whether this browser draws in 3D: a computer may have no graphics, or somebody may have switched it off. */
export function canShow3d(): boolean {
  const drawing = document.createElement("canvas").getContext("webgl2");
  drawing?.getExtension("WEBGL_lose_context")?.loseContext();
  return drawing !== null;
}
