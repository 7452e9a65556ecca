import { describe, expect, test } from "vitest";
import { formOf, type Subject } from "@/components/dashboard/actions/forms";
import { placed } from "@/components/dashboard/actions/refusal";
import { repeatKeys } from "@/components/dashboard/actions/repeat-key";
import { ApiError } from "@/lib/api";
import { ACTION_NAMES, actionOf, wayBack } from "@/lib/lifecycle";
import catalogue from "../../backend/app/catalogue.json";

const subject = (more: object): Subject =>
  ({
    job: {
      print_method: "Filament",
      printer: "Prusa XL",
      student_name: "Ada",
      quote: null,
      is_new: true,
      ...more,
    },
    catalog: catalogue,
    action: "approve",
  }) as unknown as Subject;
const bodyOf = (action: string, draft: Record<string, string>, more = {}) =>
  formOf(action)?.body(draft, subject(more));
const wrongIn = (action: string, draft: Record<string, string>, more = {}) =>
  Object.entries(formOf(action)?.check?.(draft, subject(more)) ?? {})
    .filter(([, error]) => error)
    .map(([field]) => field);

const OF_THE_DESK = ACTION_NAMES.filter((name) => actionOf(name)?.actors.includes("staff"));
const OVERRIDES = ["force-confirm", "force-unlock"];

test.each([...OF_THE_DESK, ...OVERRIDES])("%s has a form", (name) => expect(formOf(name)).toBeDefined());

describe("approve", () => {
  const draft = { authoritative_file: "a.stl", weight_g: "42,5", volume_ml: "12.5", time_hours: "3:30" };

  test("sends grams for filament and millilitres for resin", () => {
    const both = { authoritative_file: "a.stl", time_hours: 3.5, comment: "" };
    expect(bodyOf("approve", draft)).toEqual({ ...both, weight_g: 42.5 });
    expect(bodyOf("approve", draft, { print_method: "Resin" })).toEqual({ ...both, volume_ml: 12.5 });
  });

  test("says at which field something is missing", () => {
    expect(wrongIn("approve", {})).toEqual(["authoritative_file", "weight_g", "time_hours"]);
    expect(wrongIn("approve", { ...draft, weight_g: "0" })).toEqual(["weight_g"]);
    expect(wrongIn("approve", draft)).toEqual([]);
  });
});

describe("reject", () => {
  test("needs a reason or a comment", () => {
    expect(wrongIn("reject", {})).toEqual(["reasons"]);
    expect(wrongIn("reject", { comment: "No" })).toEqual([]);
    expect(wrongIn("reject", { "reasons.messy": "yes" })).toEqual([]);
  });

  test("sends the codes that are ticked", () => {
    const draft = { "reasons.messy": "yes", "reasons.wrong_scale": "yes", "reasons.too_small": "" };
    expect(bodyOf("reject", draft)).toEqual({ reasons: ["wrong_scale", "messy"], comment: "" });
  });
});

describe("payment", () => {
  const draft = { grams: "41.2", payment_type: "campus_card", txn_no: " T-1 ", picked_up_by: "Ada" };

  test("sends another amount only when it is asked for", () => {
    expect(bodyOf("payment", { ...draft, amount: "9" })).toMatchObject({
      txn_no: "T-1",
      charged_cents: undefined,
    });
    const other = { ...draft, other: "yes", amount: "3.50", reason: "Our fault", partial: "yes" };
    expect(bodyOf("payment", other)).toMatchObject({
      charged_cents: 350,
      reason: "Our fault",
      partial: true,
    });
  });

  test("asks for a transaction number only where there is one", () => {
    expect(wrongIn("payment", { ...draft, txn_no: "" })).toEqual(["txn_no"]);
    expect(wrongIn("payment", { ...draft, payment_type: "check", txn_no: "" })).toEqual([]);
    expect(wrongIn("payment", { ...draft, other: "yes", amount: "x" })).toEqual(["amount", "reason"]);
  });
});

test("the way back is the action that leads where the job came from", () => {
  expect(wayBack("PRINTING", "COMPLETED", ["payment", "revert-completion"])).toBe("revert-completion");
  expect(wayBack("COMPLETED", "PAIDPICKEDUP", ["revert-pickup"])).toBe("revert-pickup");
  expect(wayBack("UPLOADED", "PENDING", ["reject", "cancel", "delete"])).toBeUndefined();
  expect(wayBack("COMPLETED", "COMPLETED", ["payment"])).toBeUndefined();
});

test("a refusal stands at its fields; what has none is said as a whole", () => {
  const refused = (...fields: string[]) =>
    new ApiError({
      status: 422,
      code: "invalid",
      title: "",
      detail: "No",
      fields: fields.map((field) => ({ field, message: `${field}!` })),
    });
  expect(placed(refused("txn_no", "reasons.0"))).toEqual({
    errors: { txn_no: "txn_no!", reasons: "reasons.0!" },
    rest: null,
  });
  expect(placed(refused()).rest?.message).toBe("No");
  expect(placed(refused("body")).rest?.message).toBe("No");
});

test("the same body keeps its key, another one gets its own", () => {
  const keyOf = repeatKeys();
  const first = keyOf({ grams: 1 });
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect(keyOf({ grams: 1 })).toBe(first);
  expect(keyOf({ grams: 2 })).not.toBe(first);
});
