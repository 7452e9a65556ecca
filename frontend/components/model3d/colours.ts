import { Color, SRGBColorSpace } from "three";

/** The colours of the ground in the theme that shows now. */
export type Colours = { ground: Color; line: Color; text: string };

/** Read a colour of globals.css; three.js does not know oklch, a canvas does. */
function tone(brush: CanvasRenderingContext2D, name: string): Color {
  brush.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(name);
  brush.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = brush.getImageData(0, 0, 1, 1).data;
  return new Color().setRGB(red / 255, green / 255, blue / 255, SRGBColorSpace);
}

export function coloursNow(): Colours {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  if (brush === null) throw new Error("no canvas to mix colours on");
  return {
    ground: tone(brush, "--card"),
    line: tone(brush, "--foreground"),
    text: tone(brush, "--muted-foreground").getStyle(),
  };
}
