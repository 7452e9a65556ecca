/** What a student may paste into "Track a print". */
export type Pasted =
  | { kind: "link"; path: string }
  | { kind: "reference"; reference: string }
  | { kind: "empty" }
  | { kind: "unknown" };

const LINK = /\/(track|confirm)\/([\w.~-]{16,})/;
const BARE_TOKEN = /^[\w-]{16,}\.[\w.-]{8,}$/;
const REFERENCE = /^(?:REQ[\s-]*)?0*(\d{1,9})$/i;

/** Tell what was pasted. Mail programs break long links, so white space inside is forgiven. */
export function readPasted(text: string): Pasted {
  const tight = text.replace(/\s+/g, "").replace(/^<|>$/g, "");
  if (tight === "") return { kind: "empty" };
  const [, page, token] = LINK.exec(tight) ?? [];
  if (page && token) return { kind: "link", path: `/${page}/${token}` };
  if (BARE_TOKEN.test(tight)) return { kind: "link", path: `/track/${tight}` };
  const number = REFERENCE.exec(tight)?.[1];
  if (number) return { kind: "reference", reference: `REQ-${number.padStart(5, "0")}` };
  return { kind: "unknown" };
}
