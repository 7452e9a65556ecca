const PATIENCE_MS = 2000;

/**
 * Follow a link that opens a program. Resolves to whether this page lost the focus soon after, as it does when the
 * browser asks or a window opens; no browser says more than that.
 */
export function launched(link: string, patience_ms = PATIENCE_MS): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (did: boolean) => {
      clearTimeout(timer);
      window.removeEventListener("blur", left);
      resolve(did);
    };
    const left = () => end(true);
    const timer = setTimeout(() => end(!document.hasFocus()), patience_ms);
    window.addEventListener("blur", left);
    follow(link, patience_ms);
  });
}

/** A frame follows it: Firefox would replace the page itself by an error where no program knows the scheme. */
function follow(link: string, patience_ms: number): void {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.src = link;
  document.body.append(frame);
  setTimeout(() => frame.remove(), patience_ms);
}
