import { describe, expect, test } from "vitest";
import { bytes, countdown, duration, money, sizeInches, sizeMm, volumeCm3, when } from "@/lib/utils";

test("money is written from integer cents", () => {
  expect(money(300)).toBe("$3.00");
  expect(money(123456)).toBe("$1,234.56");
  expect(money(5, "EUR")).toBe("€0.05");
});

test("sizes are written in both unit systems", () => {
  expect(sizeMm([20, 20.04, 123.4])).toBe("20 × 20 × 123 mm");
  expect(sizeInches([25.4, 12.7, 360])).toBe("1 × 0.5 × 14.2 in");
});

test("file sizes are written the way people say them", () => {
  expect([0, 999, 9_800, 4_187_584, 50 * 1024 ** 2].map(bytes)).toEqual([
    "0 B",
    "999 B",
    "9.6 KB",
    "4 MB",
    "50 MB",
  ]);
});

test("hours become hours and minutes", () => {
  expect([0, 0.5, 2, 3.5].map(duration)).toEqual(["0 min", "30 min", "2 h", "3 h 30 min"]);
});

test("a countdown never goes below zero", () => {
  expect([3909, 247, 0.2, -4].map(countdown)).toEqual(["1:05:09", "4:07", "0:01", "0:00"]);
});

describe("when", () => {
  const now = new Date("2026-11-22T12:00:00Z");
  test.each([
    ["2026-11-22T11:59:40Z", "now"],
    ["2026-11-22T11:18:00Z", "42 minutes ago"],
    ["2026-11-21T11:00:00Z", "yesterday"],
    ["2026-11-25T12:00:00Z", "in 3 days"],
    ["2025-11-01T12:00:00Z", "last year"],
  ])("%s is %s", (iso, words) => {
    expect(when(iso, now)).toBe(words);
  });
});

test.each([
  [1144.06, "1,144.1 cm³"],
  [5, "5 cm³"],
  [0.05, "0.1 cm³"],
  [0.009, "< 0.1 cm³"],
])("writes the volume %f as %s", (cm3, shown) => {
  expect(volumeCm3(cm3)).toBe(shown);
});
