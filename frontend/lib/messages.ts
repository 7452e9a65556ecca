/**
 * Texts for people. A catalogue is a flat record in `messages/<language>/<room>.ts`; keys and the names in `{braces}`
 * are checked by the compiler. A text that depends on a number is `{ one, other }` and takes `count`.
 */
type Message = string | { one: string; other: string };

type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

type Needed<M extends Message> = M extends string
  ? Names<M>
  : M extends { one: infer One extends string; other: infer Other extends string }
    ? Names<One> | Names<Other> | "count"
    : never;

type Given<M extends Message> = [Needed<M>] extends [never]
  ? []
  : [values: { [Name in Needed<M>]: Name extends "count" ? number : string | number }];

const plural = new Intl.PluralRules("en");

function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === "number" ? value.toLocaleString("en") : (value ?? "");
  });
}

/** Turn a record of texts into a typed lookup: `const t = messages({ hi: "Hi {name}" }); t("hi", { name })`. */
export function messages<const Catalogue extends Record<string, Message>>(catalogue: Catalogue) {
  return function t<Key extends keyof Catalogue & string>(key: Key, ...given: Given<Catalogue[Key]>): string {
    const values: Record<string, string | number> = given[0] ?? {};
    const message: Message = catalogue[key] as Message;
    if (typeof message === "string") return fill(message, values);
    const form = plural.select(Number(values.count)) === "one" ? "one" : "other";
    return fill(message[form], values);
  };
}
