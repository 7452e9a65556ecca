import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { bedFor, marks } from "@/components/model3d/bed";
import { moveOf } from "@/components/model3d/keys";
import { normalsOf } from "@/components/model3d/normals";
import { readPreview } from "@/components/model3d/preview-file";
import { printerOf } from "@/components/model3d/printer-of";
import { TurnablePicture } from "@/components/model3d/turnable-picture";
import { catalog } from "./submission-data";

function fileOf(positions: number[], triangles: number[], of = 7): ArrayBuffer {
  const head = new TextEncoder().encode("LABMESH1");
  const counts = new Uint32Array([positions.length / 3, triangles.length / 3, of]);
  const parts = [head, counts, new Float32Array(positions), new Uint32Array(triangles)];
  const bytes = parts.flatMap(({ buffer, byteLength }) => [...new Uint8Array(buffer, 0, byteLength)]);
  return new Uint8Array(bytes).buffer;
}

const ONE = [0, 0, 0, 30, 0, 0, 0, 20, 12.5];

describe("the file of a preview", () => {
  test("says what there is, how large, and of how many triangles", () => {
    const preview = readPreview(fileOf(ONE, [0, 1, 2]));
    expect([...preview.positions]).toEqual(ONE);
    expect([...preview.triangles]).toEqual([0, 1, 2]);
    expect(preview.of).toBe(7);
    expect(preview.size_mm).toEqual([30, 20, 12.5]);
  });

  test.each([
    ["is another file", new TextEncoder().encode("<html><body>not here</body>").buffer],
    ["is empty", new ArrayBuffer(0)],
    ["was cut short", fileOf(ONE, [0, 1, 2]).slice(0, -4)],
    ["names a point that is not there", fileOf(ONE, [0, 1, 3])],
  ])("is refused when it %s", (_, file) => {
    expect(() => readPreview(file as ArrayBuffer)).toThrow(RangeError);
  });
});

test("a point looks where its triangles look together, and nowhere where they cancel out", () => {
  const positions = new Float32Array([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 5, 5, 5]);
  const corner = normalsOf({ positions, triangles: new Uint32Array([0, 1, 2, 0, 2, 3, 0, 3, 1]) });
  expect(corner[0]).toBeCloseTo(1 / Math.sqrt(3));
  expect([...corner.slice(12)]).toEqual([0, 0, 0]);
  const sheet = normalsOf({ positions, triangles: new Uint32Array([0, 1, 2, 0, 2, 1]) });
  expect(sheet.every((part) => part === 0)).toBe(true);
});

describe("the ground", () => {
  test("is the printer's bed, ruled every 10 mm", () => {
    const bed = bedFor([250, 210, 220], [20, 20, 20]);
    expect(bed).toEqual({ width_mm: 250, depth_mm: 210, line_mm: 10, label_mm: 50 });
  });

  test.each([
    [[1000, 1000, 500], 20, 200],
    [[145, 145, 175], 10, 50],
  ])("of %j has lines every %i mm and figures every %i mm", (volume, line_mm, label_mm) => {
    expect(bedFor(volume as [number, number, number], [1, 1, 1])).toMatchObject({ line_mm, label_mm });
  });

  test("without a printer is somewhat larger than the model, which may be tiny", () => {
    expect(bedFor(null, [60, 20, 5])).toEqual({ width_mm: 100, depth_mm: 100, line_mm: 2, label_mm: 20 });
    expect(bedFor(null, [0.1, 0.1, 0.1]).width_mm).toBe(2);
  });

  test("has a line at both ends", () => {
    expect(marks(25, 10)).toEqual([0, 10, 20, 25]);
    expect(marks(20, 10)).toEqual([0, 10, 20]);
  });
});

describe("keys", () => {
  const held = { ctrlKey: false, metaKey: false, altKey: false };

  test("turn it, bring it nearer and start again", () => {
    expect(moveOf({ key: "ArrowLeft", ...held })).toEqual({ turn: [-1, 0] });
    expect(moveOf({ key: "+", ...held })).toEqual({ nearer: 1.25 });
    expect(moveOf({ key: "R", ...held })).toBe("reset");
  });

  test("that are not ours, or belong to the browser, are left alone", () => {
    expect(moveOf({ key: "a", ...held })).toBeUndefined();
    expect(moveOf({ key: "r", ...held, ctrlKey: true })).toBeUndefined();
  });
});

test("a printer is found by its name", () => {
  const [printer] = catalog.methods[0]?.printers ?? [];
  expect(printerOf(catalog, printer?.name)).toBe(printer);
  expect(printerOf(catalog, "sold")).toBeNull();
  expect(printerOf(null, undefined)).toBeNull();
});

test("a computer without 3D keeps the picture and is told so", async () => {
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  render(<TurnablePicture src="/preview" name="part.stl" printer={null} picture="/picture" alt="Picture" />);
  await userEvent.click(screen.getByRole("button", { name: "Turn it in 3D" }));
  expect(screen.getByRole("alert")).toHaveTextContent("This computer cannot show 3D");
  expect(screen.getByRole("img", { name: "Picture" })).toBeVisible();
});
