import { describe, expect, test } from "vitest";
import {
  countFilters,
  countOf,
  readView,
  statusesOf,
  TABS,
  withoutFilters,
  writeView,
} from "@/components/dashboard/view";
import { ageOf } from "@/lib/age";
import { OPEN_STATUSES, STATUS_CODES } from "@/lib/lifecycle";
import { safeNext } from "@/lib/safe-next";

const read = (query: string) => readView(new URLSearchParams(query));

describe("the view in the URL", () => {
  test("survives being written and read", () => {
    const view = read("tab=PENDING&search=von+M%C3%BCller&printer=Prusa+XL&attention=true&sort=newest&job=7");
    expect(view).toMatchObject({ tab: "PENDING", search: "von Müller", attention: true, sort: "newest" });
    expect(readView(new URL(writeView(view), "http://desk").searchParams)).toEqual(view);
  });

  test("leaves out what is as always", () => {
    expect(writeView(read(""))).toBe("/dashboard");
    expect(writeView({ ...read(""), job: "7" })).toBe("/dashboard?job=7");
  });

  test("forgives what makes no sense", () => {
    expect(read("tab=NOPE&sort=price&attention=maybe")).toEqual(read(""));
    expect(read(`search=${"x".repeat(500)}`).search).toHaveLength(100);
  });

  test("counts and clears filters, but keeps tab and open job", () => {
    const view = read("tab=all&printer=A&method=B&confirmation_expired=true&search=x&job=7");
    expect(countFilters(view)).toBe(3);
    expect(withoutFilters(view)).toEqual(read("tab=all&job=7"));
  });
});

test("there is a tab for every status, and for open and all", () => {
  expect(TABS).toEqual(["open", ...STATUS_CODES, "all"]);
  expect(statusesOf("all")).toEqual(STATUS_CODES);
  expect(countOf("open", Object.fromEntries(STATUS_CODES.map((code) => [code, 2])))).toBe(
    2 * OPEN_STATUSES.length,
  );
});

test.each([
  [0.2, 0, "12 min"],
  [5.9, 0, "5 h"],
  [23.99, 0, "23 h"],
  [24, 1, "1 d"],
  [48, 2, "2 d"],
  [76, 3, "3 d 4 h"],
  [200, 3, "8 d"],
])("after %d hours the age has level %i and reads %s", (hours, level, text) => {
  const now = new Date("2026-11-22T12:00:00Z");
  const since = new Date(now.getTime() - hours * 3_600_000).toISOString();
  expect(ageOf(since, now)).toMatchObject({ level, text });
});

test("an age is never negative, whatever the clocks say", () => {
  expect(ageOf("2026-11-22T12:00:10Z", new Date("2026-11-22T12:00:00Z"))).toMatchObject({
    level: 0,
    text: "0 min",
  });
});

test.each([
  ["/dashboard?tab=PENDING#x", "/dashboard?tab=PENDING#x"],
  ["/admin", "/admin"],
  [null, "/dashboard"],
  ["", "/dashboard"],
  ["https://evil.example", "/dashboard"],
  ["//evil.example", "/dashboard"],
  ["/\\evil.example", "/dashboard"],
  ["/login?next=/login", "/dashboard"],
])("after the sign-in, next=%j leads to %s", (next, target) => expect(safeNext(next)).toBe(target));
