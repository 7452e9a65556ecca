import t from "@/messages/common";
import type { paths } from "@/types/api";

/** One field that the API refused, and what to do about it. */
export type FieldError = { field: string; message: string };

type Problem = { status: number; code: string; title: string; detail: string; fields?: FieldError[] | null };

/** Every failure of a call, in the API's own words. `status` 0 means that no answer came. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: FieldError[];
  /** Seconds to wait before another try, when the API says so. */
  readonly retry_after_s: number | null;
  /** Everything else in the problem, for example `holder` or `existing_reference`. */
  readonly extra: Record<string, unknown>;

  constructor(problem: Problem & Record<string, unknown>, retry_after_s: number | null = null) {
    super(problem.detail);
    this.name = "ApiError";
    this.status = problem.status;
    this.code = problem.code;
    this.fields = problem.fields ?? [];
    this.retry_after_s = retry_after_s;
    this.extra = problem;
  }
}

type Method = "get" | "post" | "put" | "patch" | "delete";
type PathsOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, { responses: object }> ? P : never;
}[keyof paths];
type Operation<M extends Method, P extends PathsOf<M>> = paths[P] extends Record<M, infer O> ? O : never;
type Json<T> = T extends { content: { "application/json": infer Body } } ? Body : undefined;
type Success = 200 | 201 | 202 | 204;
type Part<O, Kind extends "path" | "query"> = O extends { parameters: { [K in Kind]?: infer V } }
  ? Exclude<V, undefined>
  : never;
type Body<O> = O extends { requestBody: { content: { "application/json": infer B } } } ? B : never;
type Required_<Key extends string, V> = [V] extends [never]
  ? { [K in Key]?: undefined }
  : Record<string, never> extends V
    ? { [K in Key]?: V }
    : { [K in Key]: V };

/** What a call needs: `path`, `query` and `body` exactly where the API takes them. */
export type Options<O> = Required_<"path", Part<O, "path">> &
  Required_<"query", Part<O, "query">> &
  Required_<"body", Body<O>> & { headers?: Record<string, string>; signal?: AbortSignal };

/** What a call answers. */
export type Answer<M extends Method, P extends PathsOf<M>> =
  Operation<M, P> extends { responses: infer R }
    ? { [S in keyof R & Success]: Json<R[S]> }[keyof R & Success]
    : never;

type Loose = {
  path?: object;
  query?: object;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
};
type Arguments<O> = Record<string, never> extends Options<O> ? [options?: Options<O>] : [options: Options<O>];

/** Put path and query values into a path of the API, for links and images as well as for calls. */
export function address(path: string, values: object = {}, query: object = {}): string {
  const named = new Map(Object.entries(values));
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(named.get(name))));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== "") search.append(key, String(one));
    }
  }
  return search.size > 0 ? `${filled}?${search}` : filled;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function problemOf(status: number, text: string, retryAfter: string | null): ApiError {
  const body = parsed(text);
  const retry_after_s =
    retryAfter !== null && Number.isFinite(Number(retryAfter)) ? Number(retryAfter) : null;
  if (typeof body === "object" && body !== null && "detail" in body && "code" in body) {
    return new ApiError(body as Problem & Record<string, unknown>, retry_after_s);
  }
  const detail = status === 0 ? t("offline") : t("unavailable");
  return new ApiError(
    { status, code: status === 0 ? "offline" : "unavailable", title: "", detail },
    retry_after_s,
  );
}

/** Call the API. Throws ApiError; an abort leaves as it is. */
export async function call<M extends Method, P extends PathsOf<M>>(
  method: M,
  path: P,
  ...[options]: Arguments<Operation<M, P>>
): Promise<Answer<M, P>> {
  const { path: values, query, body, headers, signal } = (options ?? {}) as Loose;
  const response = await answered(address(path, values, query), {
    method: method.toUpperCase(),
    headers: {
      Accept: "application/json",
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
  });
  const text = await response.text();
  return (text === "" ? undefined : parsed(text)) as Answer<M, P>;
}

/** Fetch a file of the API into memory. Throws ApiError; an abort leaves as it is. */
export async function download(place: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  return (await answered(place, { signal })).arrayBuffer();
}

async function answered(place: string, request: RequestInit): Promise<Response> {
  const response = await fetch(place, request).catch((error: unknown) => {
    if (request.signal?.aborted) throw error;
    throw problemOf(0, "", null);
  });
  if (response.ok) return response;
  throw problemOf(response.status, await response.text(), response.headers.get("Retry-After"));
}

/** How far an upload is: bytes sent of all. */
export type Progress = { sent: number; total: number };

/** Send a multipart form with progress, which fetch cannot report. Throws ApiError; an abort leaves as an AbortError. */
export function upload<P extends PathsOf<"post">>(
  path: P,
  form: FormData,
  { onProgress, signal }: { onProgress?: (progress: Progress) => void; signal?: AbortSignal } = {},
): Promise<Answer<"post", P>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.upload.onprogress = (event) => onProgress?.({ sent: event.loaded, total: event.total });
    request.onabort = () => reject(new DOMException("aborted", "AbortError"));
    request.onerror = () => reject(problemOf(0, "", null));
    request.onload = () => {
      const good = request.status >= 200 && request.status < 300;
      if (good) resolve(parsed(request.responseText) as Answer<"post", P>);
      else reject(problemOf(request.status, request.responseText, request.getResponseHeader("Retry-After")));
    };
    request.onloadend = () => signal?.removeEventListener("abort", stop);
    request.open("POST", path);
    request.setRequestHeader("Accept", "application/json");
    signal?.addEventListener("abort", stop);
    if (signal?.aborted) stop();
    else request.send(form);
  });
}
