import type { Metadata } from "next";

/** A page whose address is a secret of one student: kept out of search engines and out of the Referer header. */
export function privatePage(title: string): Metadata {
  return { title, robots: { index: false, follow: false }, referrer: "no-referrer" };
}
