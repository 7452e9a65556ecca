import { OPEN_STATUSES, STATUS_CODES, type StatusCode } from "@/lib/lifecycle";

export const SORTS = ["attention", "oldest", "newest", "updated"] as const;
export type Sort = (typeof SORTS)[number];
export type Tab = "open" | "all" | StatusCode;

/** What the dashboard shows. All of it lives in the URL, so that a link or the back button brings it back. */
export type View = {
  tab: Tab;
  search: string;
  printer: string;
  method: string;
  discipline: string;
  attention: boolean;
  confirmation_expired: boolean;
  sort: Sort;
  /** The job that is open beside the list. */
  job: string;
};

export const TABS: readonly Tab[] = ["open", ...STATUS_CODES, "all"];
export const TEXT_FILTERS = ["printer", "method", "discipline"] as const;
export const FLAG_FILTERS = ["attention", "confirmation_expired"] as const;

const DEFAULT: View = {
  tab: "open",
  search: "",
  printer: "",
  method: "",
  discipline: "",
  attention: false,
  confirmation_expired: false,
  sort: "attention",
  job: "",
};

/** Read the view from a URL's parameters; what makes no sense falls back to the default. */
export function readView(params: URLSearchParams): View {
  const text = (name: string) => params.get(name) ?? "";
  return {
    tab: TABS.find((tab) => tab === params.get("tab")) ?? DEFAULT.tab,
    sort: SORTS.find((sort) => sort === params.get("sort")) ?? DEFAULT.sort,
    search: text("search").slice(0, 100),
    printer: text("printer"),
    method: text("method"),
    discipline: text("discipline"),
    attention: params.get("attention") === "true",
    confirmation_expired: params.get("confirmation_expired") === "true",
    job: text("job"),
  };
}

/** Write the view as an address; what is as always is left out. */
export function writeView(view: View): string {
  const params = new URLSearchParams();
  for (const [name, usual] of Object.entries(DEFAULT)) {
    const value = view[name as keyof View];
    if (value !== usual) params.set(name, String(value));
  }
  return params.size > 0 ? `/dashboard?${params}` : "/dashboard";
}

/** How many filters are set besides tab, search and order. */
export function countFilters(view: View): number {
  return [...TEXT_FILTERS, ...FLAG_FILTERS].filter((name) => view[name]).length;
}

/** The view without its filters and its search. */
export function withoutFilters(view: View): View {
  return { ...DEFAULT, tab: view.tab, sort: view.sort, job: view.job };
}

/** The statuses that a tab shows. */
export function statusesOf(tab: Tab): readonly StatusCode[] {
  if (tab === "all") return STATUS_CODES;
  return tab === "open" ? OPEN_STATUSES : [tab];
}

/** Add up the counts of a tab's statuses. */
export function countOf(tab: Tab, counts: Record<string, number>): number {
  return statusesOf(tab).reduce((sum, code) => sum + (counts[code] ?? 0), 0);
}
