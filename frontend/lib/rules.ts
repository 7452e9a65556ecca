import t from "@/messages/submit";
import rules from "@/types/form-rules.json";

/** The fields of the student's form, by the names of the API. */
export type FieldName = keyof typeof rules;
export type Values = Partial<Record<FieldName, string>>;
export type Errors = Partial<Record<FieldName, string>>;

type Rule = { required: boolean; type?: string; format?: string; minLength?: number; maxLength?: number };

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;
const CHOSEN: readonly FieldName[] = ["print_method", "color", "printer", "discipline"];

/** What the API's schema says about a field: limits for `maxLength` and the like. */
export function ruleOf(name: FieldName): Rule {
  return rules[name];
}

/** Check one value as the API will; answer what to do about it, or undefined. Choices are the catalogue's to check. */
export function check(name: FieldName, value = "", today = new Date()): string | undefined {
  const rule = ruleOf(name);
  const text = value.trim();
  if (text === "") return rule.required ? missing(name, rule) : undefined;
  if (rule.type === "boolean") return text === "true" ? undefined : t("rule.tick");
  if (rule.minLength && text.length < rule.minLength) return t("rule.tooShort", { count: rule.minLength });
  if (rule.maxLength && text.length > rule.maxLength) return t("rule.tooLong", { count: rule.maxLength });
  if (rule.format === "email" && !EMAIL.test(text)) return t("rule.email");
  if (rule.format === "date" && text < isoDay(today)) return t("rule.date");
  return undefined;
}

function missing(name: FieldName, rule: Rule): string {
  if (rule.type === "boolean") return t("rule.tick");
  return t(CHOSEN.includes(name) ? "rule.choose" : "rule.required");
}

/** Check all values; the answer holds only the fields that need another look. */
export function checkAll(values: Values, today = new Date()): Errors {
  const names = Object.keys(rules) as FieldName[];
  const found = names.map((name) => [name, check(name, values[name], today)] as const);
  return Object.fromEntries(found.filter(([, error]) => error !== undefined));
}

/** Write a day of the reader's own calendar as year-month-day. */
export function isoDay(day: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
