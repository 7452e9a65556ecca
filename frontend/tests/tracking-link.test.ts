import { expect, test } from "vitest";
import { readPasted } from "@/lib/tracking-link";

const token = "eyJhbGciOiJIUzI1NiJ9.eyJqb2IiOiIxMjMifQ.abc_def-ghijklmnop";

test.each([
  [`https://print.example.edu/track/${token}`, `/track/${token}`],
  [`<http://10.0.0.5:3000/track/${token}>`, `/track/${token}`],
  [`see https://print.example.edu/confirm/${token}?x=1`, `/confirm/${token}`],
  [`https://print.example.edu/track/${token.slice(0, 20)}\n  ${token.slice(20)}`, `/track/${token}`],
  [token, `/track/${token}`],
])("%s leads to its page", (text, path) => {
  expect(readPasted(text)).toEqual({ kind: "link", path });
});

test.each(["REQ-00042", "req 42", "42", " Req-42 "])("%s is a reference", (text) => {
  expect(readPasted(text)).toEqual({ kind: "reference", reference: "REQ-00042" });
});

test("anything else is not understood, and nothing is nothing", () => {
  expect(readPasted("my print")).toEqual({ kind: "unknown" });
  expect(readPasted("https://print.example.edu/track/")).toEqual({ kind: "unknown" });
  expect(readPasted("   ")).toEqual({ kind: "empty" });
});
