import { expect, test } from "vitest";
import { about, estimatesFor, roughHours } from "@/lib/estimate";
import type { Estimate } from "@/types/job";
import { catalog, received } from "./submission-data";

const estimate: Estimate = {
  grams_low: 12,
  grams_high: 18,
  hours_low: 1.4,
  hours_high: 2.1,
  price_low_cents: 300,
  price_high_cents: 300,
  supports_likely: false,
  is_sliced: false,
};

test("says a range as a range and one value once", () => {
  expect(about(estimate, "USD")).toBe(
    "About 12 to 18 g, about 1 h 30 min to 2 h of printing, so roughly $3.00.",
  );
  expect(about({ ...estimate, grams_high: 12, price_high_cents: 420 }, "EUR")).toBe(
    "About 12 g, about 1 h 30 min to 2 h of printing, so roughly €3.00 to €4.20.",
  );
});

test.each([
  [0.01, 0.04, "5 min"],
  [0.2, 0.41, "10 min to 25 min"],
  [0.94, 0.96, "55 min to 1 h"],
  [1.2, 1.3, "1 h to 1 h 30 min"],
  [9.8, 14.6, "10 h to 15 h"],
])("promises no more of %d to %d hours than %s", (hours_low, hours_high, text) => {
  expect(roughHours({ ...estimate, hours_low, hours_high })).toBe(text);
});

test("is for the chosen printer, else for the first of each method that takes the model", () => {
  const report = { ...received.report, estimates: { XL: estimate, "Form 3": estimate } };
  const names = (choice: object) => estimatesFor(report, catalog, choice).map(({ name }) => name);
  expect(names({})).toEqual(["Filament", "Resin"]);
  expect(names({ print_method: "Resin" })).toEqual(["Resin"]);
  expect(names({ print_method: "Filament", printer: "XL" })).toEqual(["XL"]);
  expect(names({ print_method: "Filament", printer: "MK4S" })).toEqual([]);
});

test("a report from before there were estimates has none", () => {
  const { estimates: _, ...report } = received.report;
  expect(estimatesFor(report as typeof received.report, catalog, {})).toEqual([]);
});
