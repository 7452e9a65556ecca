import { expect, test } from "vitest";
import { check, checkAll, isoDay } from "@/lib/rules";

const today = new Date("2026-11-22T09:00:00");

test("asks for what is missing in words that fit the field", () => {
  expect(check("student_name", "  ")).toBe("Please fill this in.");
  expect(check("color")).toBe("Please choose one.");
  expect(check("acknowledged_minimum_charge", "")).toMatch(/tick this/);
  expect(check("notes", "")).toBeUndefined();
});

test("keeps the limits of the API's schema", () => {
  expect(check("student_name", "A")).toMatch(/at least 2/);
  expect(check("student_name", "Ai")).toBeUndefined();
  expect(check("class_number", "x".repeat(51))).toMatch(/within 50/);
  expect(check("notes", "x".repeat(2000))).toBeUndefined();
});

test("knows an e-mail address from a slip of the fingers", () => {
  for (const slip of ["ada", "ada@", "ada@example", "a da@example.edu"]) {
    expect(check("student_email", slip), slip).toMatch(/e-mail address/);
  }
  expect(check("student_email", " ada.lovelace+3d@students.example.edu ")).toBeUndefined();
});

test("takes today and later days, never yesterday", () => {
  expect(check("due_date", "2026-11-21", today)).toMatch(/today or a later day/);
  expect(check("due_date", "2026-11-22", today)).toBeUndefined();
  expect(isoDay(new Date(2026, 0, 5))).toBe("2026-01-05");
});

test("an empty form names every required field and no other", () => {
  const named = Object.keys(checkAll({})).sort();
  expect(named).toEqual([
    "acknowledged_minimum_charge",
    "class_number",
    "color",
    "discipline",
    "print_method",
    "printer",
    "student_email",
    "student_name",
  ]);
});
