import { expect, test } from "vitest";
import { messages } from "@/lib/messages";

const t = messages({
  plain: "Hello",
  named: "Hello {name}, {name}!",
  jobs: { one: "{count} job of {who}", other: "{count} jobs of {who}" },
});

test("fills in names, each time they occur", () => {
  expect(t("plain")).toBe("Hello");
  expect(t("named", { name: "Zoë" })).toBe("Hello Zoë, Zoë!");
});

test("chooses the form that fits the count and writes large numbers readably", () => {
  expect(t("jobs", { count: 1, who: "Ada" })).toBe("1 job of Ada");
  expect(t("jobs", { count: 1204, who: "Ada" })).toBe("1,204 jobs of Ada");
});

test("the compiler refuses unknown keys and missing values", () => {
  // @ts-expect-error -- there is no such key
  expect(() => t("unknown")).toThrow();
  // @ts-expect-error -- {name} is not given
  expect(t("named", {})).toBe("Hello , !");
});
