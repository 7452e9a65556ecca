import { expect, test } from "vitest";
import { filledIn, isRead, slicerSays } from "@/components/dashboard/actions/sliced";
import type { FolderFile } from "@/types/job";

const model: FolderFile = {
  name: "part.stl",
  size: 684,
  sha256: "a",
  modified_at: "2026-03-01T10:00:00Z",
  is_sliced: false,
  slicer: null,
  sliced_for: null,
  weight_g: null,
  volume_ml: null,
  time_hours: null,
  notes: [],
  scripts: [],
  scripts_unknown: false,
  scripts_accepted_by: null,
  has_picture: false,
};
const sliced = { ...model, name: "part.gcode", is_sliced: true, weight_g: 14.27, time_hours: 1.083 };

const after = (draft: Record<string, string>, chosen: FolderFile, before?: FolderFile) => ({
  ...draft,
  ...Object.fromEntries(filledIn(draft, chosen, before)),
});

test("choosing a sliced file fills its numbers in", () =>
  expect(after({}, sliced)).toEqual({ weight_g: "14.27", volume_ml: "", time_hours: "1.083" }));

test("what somebody typed stays", () =>
  expect(after({ weight_g: "15" }, sliced)).toMatchObject({ weight_g: "15", time_hours: "1.083" }));

test("numbers of another file go with it", () => {
  const first = after({}, sliced);
  expect(after(first, { ...sliced, weight_g: 20 }, sliced)).toMatchObject({ weight_g: "20" });
  expect(after({ ...first, time_hours: "2" }, model, sliced)).toMatchObject({
    weight_g: "",
    time_hours: "2",
  });
});

test("a number is the file's own until it is changed", () => {
  expect(isRead({ weight_g: "14.27" }, "weight_g", sliced)).toBe(true);
  expect(isRead({ weight_g: "14.3" }, "weight_g", sliced)).toBe(false);
  expect(isRead({ weight_g: "" }, "weight_g", model)).toBe(false);
});

test("a file says what its slicer said, and nothing else", () => {
  const known = { ...sliced, slicer: "PrusaSlicer", sliced_for: "MK4S" };
  expect(slicerSays(known)).toBe("PrusaSlicer for MK4S · 14.27 g · 1 h 5 min");
  expect(slicerSays({ ...model, sliced_for: "MK4S", volume_ml: 8 })).toBe("MK4S · 8 ml");
  expect(slicerSays(model)).toBe("");
});
