import { afterEach, expect, test, vi } from "vitest";
import { ApiError, address, call } from "@/lib/api";

afterEach(() => vi.unstubAllGlobals());

function answering(body: unknown, init: ResponseInit) {
  const fetch = vi.fn(async () => new Response(body === null ? null : JSON.stringify(body), init));
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

const asked = (fetch: ReturnType<typeof answering>) =>
  fetch.mock.calls[0] as unknown as [string, RequestInit];

test("puts path, query and body where the API takes them", async () => {
  const fetch = answering({ ok: true }, { status: 200 });
  await call("post", "/api/v1/jobs/{job_id}/approve", {
    path: { job_id: "a/b" },
    body: { staff_name: "Ada", authoritative_file: "x.stl", weight_g: 12, time_hours: 2 },
    headers: { "Lock-Token": "t" },
  });
  const [url, init] = asked(fetch);
  expect(url).toBe("/api/v1/jobs/a%2Fb/approve");
  expect(init.method).toBe("POST");
  expect(init.headers).toMatchObject({ "Lock-Token": "t", "Content-Type": "application/json" });
  expect(JSON.parse(String(init.body))).toMatchObject({ staff_name: "Ada", weight_g: 12 });
});

test("leaves empty query values out and repeats lists", () => {
  expect(address("/jobs", {}, { search: "", status: ["A", "B"], limit: 50, cursor: undefined })).toBe(
    "/jobs?status=A&status=B&limit=50",
  );
});

test("an answer without a body is undefined", async () => {
  answering(null, { status: 204 });
  await expect(
    call("delete", "/api/v1/jobs/{job_id}", { path: { job_id: "1" }, body: { staff_name: "Ada" } }),
  ).resolves.toBeUndefined();
});

test("a problem becomes an ApiError in the API's own words", async () => {
  const fields = [{ field: "weight_g", message: "This must be more than 0." }];
  const problem = {
    type: "about:blank",
    title: "x",
    status: 422,
    detail: "Look again.",
    code: "invalid",
    fields,
  };
  answering(problem, { status: 422, headers: { "Retry-After": "7" } });
  const error = await call("get", "/api/v1/catalog").catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    message: "Look again.",
    status: 422,
    code: "invalid",
    fields,
    retry_after_s: 7,
  });
});

test("silence and pages that are no answer of the API say what to do", async () => {
  vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("failed")));
  await expect(call("get", "/api/v1/catalog")).rejects.toMatchObject({ status: 0, code: "offline" });
  vi.stubGlobal("fetch", async () => new Response("<h1>Bad gateway</h1>", { status: 502 }));
  await expect(call("get", "/api/v1/catalog")).rejects.toMatchObject({ status: 502, code: "unavailable" });
});
