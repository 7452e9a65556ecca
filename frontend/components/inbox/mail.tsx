"use client";

import { useCallback, useEffect, useRef } from "react";
import { Failure } from "@/components/ui/failure";
import { Skeleton } from "@/components/ui/skeleton";
import { call } from "@/lib/api";
import { useAnswer } from "@/lib/use-answer";
import t from "@/messages/inbox";

/** Links of a mail open in this tab, as they would from a mail program; nothing in a mail may run. */
const HEAD = '<base target="_top"><meta name="referrer" content="no-referrer">';

/** One mail, shown as its reader would see it. */
export function Mail({ mail_id }: { mail_id: string }) {
  const ask = useCallback(
    (signal: AbortSignal) => call("get", "/api/v1/inbox/{mail_id}", { path: { mail_id }, signal }),
    [mail_id],
  );
  const { answer: mail, error, again } = useAnswer(ask);
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the mail opens below its list.
    if (mail) sheet.current?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }, [mail]);
  if (error) return <Failure error={error} again={again} />;
  if (mail === null) return <Skeleton className="h-120 rounded-lg!" />;
  return (
    <article ref={sheet} className="overflow-hidden rounded-lg border border-border bg-white">
      <iframe
        title={t("preview", { subject: mail.subject })}
        sandbox="allow-top-navigation-by-user-activation"
        srcDoc={HEAD + mail.html}
        className="h-[70dvh] w-full bg-white"
      />
    </article>
  );
}
