import { statusOf } from "@/lib/lifecycle";
import t from "@/messages/dashboard";
import type { Tab } from "./view";

/** What a tab is called. */
export function titleOf(tab: Tab): string {
  return tab === "open" || tab === "all" ? t(`tab.${tab}`) : statusOf(tab).title;
}

/** Write a calendar day (year-month-day), for example "Nov 24". */
export function day(iso: string): string {
  return new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", timeZone: "UTC" }).format(
    new Date(`${iso}T00:00:00Z`),
  );
}
