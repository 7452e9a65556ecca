// Derive types/api.d.ts and types/form-rules.json from the API's own description.
// Usage: npm run types [-- path/to/openapi.json]
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const here = (path) => new URL(path, import.meta.url);
const source = process.argv[2] ?? here("../../docs/generated/openapi.json");
const schema = JSON.parse(await readFile(source, "utf8"));

// A default makes a member optional for whoever sends it; what the API answers has no defaults.
const head = "// Made by `npm run types` from the API's OpenAPI description. Do not edit.\n\n";
await writeFile(
  here("../types/api.d.ts"),
  head + astToString(await openapiTS(schema, { defaultNonNullable: false })),
);

const { required = [], properties } = schema.components.schemas.SubmitForm;
const rules = Object.fromEntries(
  Object.entries(properties)
    .filter(([, rule]) => rule.format !== "binary") // a file is no text to be checked
    .map(([name, rule]) => {
      const { minLength, maxLength, pattern, format, type, anyOf } = rule;
      const shape = { type: type ?? anyOf?.[0]?.type, format: format ?? anyOf?.[0]?.format };
      return [name, { required: required.includes(name), ...shape, minLength, maxLength, pattern }];
    }),
);
await writeFile(here("../types/form-rules.json"), `${JSON.stringify(rules, null, 2)}\n`);
console.log("types/api.d.ts and types/form-rules.json are fresh");
