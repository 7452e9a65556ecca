import type { Metadata } from "next";

/**
 * A page whose address is a secret of one student: the address never leaves in a Referer header. What the page shows
 * comes from the API alone, which robots.txt closes to search engines.
 */
export function privatePage(title: string, description: string): Metadata {
  return { title, description, referrer: "no-referrer" };
}
