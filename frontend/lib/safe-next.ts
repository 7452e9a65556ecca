const HOME = "/dashboard";
/** Only for taking an address apart; no request goes there. */
const HERE = "http://here.invalid";

/** Where to go after the sign-in: a page of this site, never another site that a crafted link names. */
export function safeNext(next: string | null): string {
  if (!next?.startsWith("/")) return HOME;
  const url = new URL(next, HERE);
  const isOurs = url.origin === HERE && !url.pathname.startsWith("/login");
  return isOurs ? url.pathname + url.search + url.hash : HOME;
}
