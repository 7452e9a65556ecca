"use client";

import { useEffect, useState } from "react";
import t from "@/messages/common";
import { Button } from "./button";
import { CheckIcon, CopyIcon } from "./icons";

/** Copies `text`; `what` names it for readers. Where the browser refuses (plain http), it says what to do. */
export function CopyButton({ text, what, className }: { text: string; what: string; className?: string }) {
  const [result, setResult] = useState<"copied" | "copyFailed" | null>(null);
  useEffect(() => {
    if (result === null) return;
    const timer = setTimeout(() => setResult(null), 4000);
    return () => clearTimeout(timer);
  }, [result]);

  const copy = async () => setResult((await copied(text)) ? "copied" : "copyFailed");
  return (
    <>
      <Button variant="secondary" className={className} onClick={copy} aria-label={t("copyLabel", { what })}>
        {result === "copied" ? <CheckIcon /> : <CopyIcon />}
        {result === "copied" ? t("copied") : t("copy")}
      </Button>
      <span role="status" className={result === "copyFailed" ? "text-destructive text-sm" : "sr-only"}>
        {result && t(result)}
      </span>
    </>
  );
}

/** Put text on the clipboard; labs on plain http have no clipboard API, so a hidden selection is the second way. */
async function copied(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
