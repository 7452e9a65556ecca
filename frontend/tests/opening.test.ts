import { afterEach, describe, expect, test, vi } from "vitest";
import { systemOf } from "@/components/opener/system";
import { fullPath } from "@/lib/full-path";
import { launched } from "@/lib/launch";

describe("where a workstation has a file", () => {
  test.each([
    ["Z:\\storage\\", "Z:\\storage\\Uploaded\\MiraHolm_1\\part.stl"],
    ["\\\\server\\3dprint", "\\\\server\\3dprint\\Uploaded\\MiraHolm_1\\part.stl"],
    ["/mnt/3dprint_files/", "/mnt/3dprint_files/Uploaded/MiraHolm_1/part.stl"],
    [null, "Uploaded/MiraHolm_1/part.stl"],
  ])("below %s", (root, place) => {
    expect(fullPath(root, "Uploaded/MiraHolm_1/part.stl")).toBe(place);
  });
});

describe("following a link to a program", () => {
  afterEach(() => vi.restoreAllMocks());

  test("it opened when the page loses the focus", async () => {
    vi.spyOn(document, "hasFocus").mockReturnValue(true);
    const opened = launched("#threedprint", 5000);
    window.dispatchEvent(new Event("blur"));
    expect(await opened).toBe(true);
  });

  test("nothing opened when the page keeps it", async () => {
    vi.spyOn(document, "hasFocus").mockReturnValue(true);
    expect(await launched("#threedprint", 10)).toBe(false);
  });
});

test.each([
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0", "windows"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1", "macos"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Firefox/145.0", "linux"],
])("%s is known", (userAgent, system) => {
  expect(systemOf(userAgent)).toBe(system);
});
