import { expect, test } from "vitest";
import { describe as say } from "@/components/dashboard/drawer/event-words";
import type { JobEvent } from "@/types/job";

const event = (type: string, details: JobEvent["details"] = {}): JobEvent => ({
  id: 1,
  type,
  at: "2026-11-22T12:00:00Z",
  triggered_by: "Ada",
  workstation_id: null,
  details,
});

test("an approval tells the way and the quote", () => {
  const told = say(
    event("JobApproved", {
      from: "UPLOADED",
      to: "PENDING",
      price_cents: 425,
      weight_g: 42.5,
      time_hours: 3.5,
    }),
  );
  expect(told).toEqual({
    title: "Approved with a quote",
    tone: "amber",
    details: ["Uploaded → Pending", "Price $4.25 · 42.5 g · 3 h 30 min"],
  });
});

test("the same type may mean its contrary", () => {
  expect(say(event("JobReviewed", { reviewed: false })).title).toBe("Marked as new again");
  expect(say(event("JobCanceled", { declined: true })).title).toBe("The student declined the price");
});

test("an override says what it overrode, and why", () => {
  const told = say(event("AdminOverride", { override: "force-unlock", held_by: "Sam", reason: "Went home" }));
  expect(told).toMatchObject({ tone: "red", details: ["lock taken from Sam", "Went home"] });
});

test("a submission says how many warnings its student knew of", () => {
  const told = say(event("JobCreated", { to: "UPLOADED", accepted_warnings: ["open_edges", "too_big"] }));
  expect(told.details).toEqual(["knowing of 2 warnings"]);
});

test("a type that is newer than the page is still readable", () => {
  expect(say(event("LabelPrinted")).title).toBe("Label Printed");
});
