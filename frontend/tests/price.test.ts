import { describe, expect, test } from "vitest";
import { billedHours, gramsOfVolume, priceCents, readCents, readHours, readNumber } from "@/lib/price";

const FILAMENT = { cents_per_gram: 10, grams_per_ml: null, minimum_cents: 300 };
const RESIN = { cents_per_gram: 30, grams_per_ml: 1.11, minimum_cents: 300 };

describe("what people type", () => {
  test.each([
    ["12", 12],
    ["12.5", 12.5],
    ["12,5", 12.5],
    [" .5 ", 0.5],
    ["0", 0],
  ])("%j is a number", (text, value) => expect(readNumber(text)).toBe(value));

  test.each(["", ".", "-1", "+1", "1e3", "NaN", "Infinity", "1.2.3", "12 g", "1234567890"])(
    "%j is none",
    (text) => expect(readNumber(text)).toBeNull(),
  );

  test.each([
    ["3.5", 3.5],
    ["3:30", 3.5],
    ["3h 30m", 3.5],
    ["3 h", 3],
    ["0:45", 0.75],
  ])("%j are hours", (text, hours) => expect(readHours(text)).toBe(hours));

  test.each(["3:75", "half", ":30", ""])("%j are no hours", (text) => expect(readHours(text)).toBeNull());

  test.each([
    ["4.50", 450],
    ["$4,5", 450],
    ["0", 0],
    ["4.505", null],
    ["four", null],
  ])("%j is money", (text, cents) => expect(readCents(text)).toBe(cents));
});

describe("the price rule", () => {
  test.each([
    ["42.5", FILAMENT, 425],
    ["77.7", FILAMENT, 777],
    ["12.5", FILAMENT, 300],
    ["30", FILAMENT, 300],
    ["30.04", FILAMENT, 300],
    ["30.05", FILAMENT, 301],
    ["13.88", RESIN, 416],
    ["20000", FILAMENT, 200_000],
  ])("%s g cost %o → %i cents, halves up", (grams, rates, cents) => {
    expect(priceCents(grams, rates)).toBe(cents);
  });

  test.each(["", "0", "0.0", "abc"])("%j has no price yet", (grams) => {
    expect(priceCents(grams, FILAMENT)).toBeNull();
  });

  test("resin goes by weight: millilitres times density, to a hundredth of a gram", () => {
    expect(gramsOfVolume("12.5", 1.11)).toBe("13.88");
    expect(gramsOfVolume("100", 1.11)).toBe("111.00");
    expect(gramsOfVolume("", 1.11)).toBeNull();
  });

  test.each([
    [3, 3],
    [3.01, 3.5],
    [3.5, 3.5],
    [10 / 3, 3.5],
    [0.1 + 0.2 + 0.2, 0.5],
  ])("%d hours are billed as %d", (hours, billed) => expect(billedHours(hours)).toBe(billed));
});
