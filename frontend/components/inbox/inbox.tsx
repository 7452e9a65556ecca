"use client";

import { useState } from "react";
import { Button, buttonVariants } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { UploadIcon } from "@/components/ui/icons";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { call } from "@/lib/api";
import { useAnswer } from "@/lib/use-answer";
import { cn } from "@/lib/utils";
import t from "@/messages/inbox";
import type { InboxMail } from "@/types/job";
import { Mail } from "./mail";

const LOOK_AGAIN_MS = 5_000;

const ask = (signal: AbortSignal) => call("get", "/api/v1/inbox", { signal });

/** The mails of an installation that sends none: a list, and the chosen one beside it. */
export function Inbox() {
  const { answer, error, again } = useAnswer(ask, LOOK_AGAIN_MS);
  const [chosen, setChosen] = useState<string | null>(null);
  if (error && answer === null) return <Failure title={t("failed.title")} error={error} className="mt-6" />;
  return (
    <div className="grid gap-6 pt-4">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="font-semibold text-4xl tracking-[-0.03em]">{t("title")}</h1>
          <p className="mt-2 max-w-[60ch] text-muted-foreground leading-relaxed">{t("lead")}</p>
        </div>
        <Button variant="secondary" onClick={again}>
          {t("refresh")}
        </Button>
      </div>
      {answer === null && <InboxSkeleton />}
      {answer?.mails.length === 0 && <NoMail />}
      {answer && answer.mails.length > 0 && (
        <div className="grid items-start gap-6 lg:grid-cols-[360px_1fr]">
          <MailList mails={answer.mails} chosen={chosen} onChoose={setChosen} />
          {chosen ? (
            <Mail key={chosen} mail_id={chosen} />
          ) : (
            <p className="p-5 text-muted-foreground">{t("choose")}</p>
          )}
        </div>
      )}
    </div>
  );
}

type ListProps = { mails: InboxMail[]; chosen: string | null; onChoose: (id: string) => void };

function MailList({ mails, chosen, onChoose }: ListProps) {
  return (
    <ul
      aria-label={t("list")}
      className="max-h-[70dvh] divide-y divide-border overflow-y-auto rounded-lg border border-border bg-card"
    >
      {mails.map(({ id, subject, to, at }) => (
        <li key={id}>
          <button
            type="button"
            aria-pressed={id === chosen}
            onClick={() => onChoose(id)}
            className={cn(
              "w-full px-4 py-3 text-left -outline-offset-3",
              id === chosen ? "bg-accent" : "hover:bg-muted",
            )}
          >
            <span className="block font-medium [overflow-wrap:anywhere]">{subject}</span>
            <span className="mt-0.5 flex flex-wrap justify-between gap-x-3 text-muted-foreground text-sm">
              <span className="[overflow-wrap:anywhere]">{to}</span>
              <Time iso={at} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function NoMail() {
  const action = (
    <a href="/submit" className={buttonVariants()}>
      {t("submit")}
    </a>
  );
  return (
    <EmptyState icon={UploadIcon} title={t("empty")} action={action}>
      {t("emptyText")}
    </EmptyState>
  );
}

function InboxSkeleton() {
  return (
    <Loading className="grid gap-2 lg:max-w-90">
      <Skeleton className="h-16" />
      <Skeleton className="h-16" />
      <Skeleton className="h-16" />
    </Loading>
  );
}
