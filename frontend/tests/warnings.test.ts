import { expect, test } from "vitest";
import { isDecided, joined, reasonOf, toDecide } from "@/lib/warnings";
import { catalog, found, openEdges, received, severalBodies } from "./submission-data";

test("only what is graver than a note is decided about, and all of it", () => {
  const danger = { ...openEdges, code: "flat", severity: "danger" };
  const report = { warnings: [danger, openEdges, severalBodies] };
  expect(joined(toDecide(report))).toBe("flat open_edges");
  expect(isDecided(report, "flat open_edges")).toBe(true);
  expect(isDecided(report, "open_edges")).toBe(false);
  expect(isDecided(found.report, undefined)).toBe(false);
  expect(isDecided(received.report, undefined)).toBe(true);
  expect(isDecided(null, undefined)).toBe(true);
});

test("a reason is told in the lab's words, while the lab has it", () => {
  expect(reasonOf(openEdges, catalog.rejection_reasons)).toBe("Open model");
  expect(reasonOf(severalBodies, catalog.rejection_reasons)).toBeUndefined();
  expect(reasonOf({ ...openEdges, rejection_reason: null }, catalog.rejection_reasons)).toBeUndefined();
});
