"use client";

import { useCallback } from "react";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { call } from "@/lib/api";
import { useAnswer } from "@/lib/use-answer";
import t from "@/messages/tracking";
import type { TrackView } from "@/types/job";
import { Now } from "./now";
import { QuoteFacts } from "./quote-facts";
import { SentFacts } from "./sent-facts";
import { Sure } from "./sure";
import { Timeline } from "./timeline";
import { UnknownLink } from "./unknown-link";

const REFRESH_MS = 60_000;

/** Follows one print by its tracking link. */
export function Tracking({ token }: { token: string }) {
  const ask = useCallback(
    (signal: AbortSignal) => call("get", "/api/v1/track/{token}", { path: { token }, signal }),
    [token],
  );
  const { answer: view, error, again, set } = useAnswer(ask, REFRESH_MS);
  if (view === null) {
    return error ? (
      <UnknownLink title={t("failed.title")} error={error} again={again} />
    ) : (
      <TrackingSkeleton />
    );
  }
  const cancel = async (reason: string) =>
    set(await call("post", "/api/v1/track/{token}/cancel", { path: { token }, body: { reason } }));
  return (
    <div className="grid gap-10 pt-4">
      <Heading view={view} />
      <Now view={view} />
      {view.messages.length > 0 && <Comments messages={view.messages} />}
      <div className="grid gap-x-8 gap-y-10 sm:grid-cols-2">
        <Part id="timeline" title={t("timeline.title")}>
          <Timeline steps={view.timeline} status={view.status} />
        </Part>
        {view.quote && (
          <Part id="price" title={t("price.title")}>
            <QuoteFacts quote={view.quote} currency={view.currency} />
          </Part>
        )}
      </div>
      <Part id="facts" title={t("facts.title")}>
        <SentFacts view={view} token={token} />
      </Part>
      {view.can_cancel && (
        <Part id="cancel" title={t("cancel.title")}>
          <p className="mb-4 text-muted-foreground">{t("cancel.text")}</p>
          <Sure act={cancel} words={cancelWords(view)} />
        </Part>
      )}
    </div>
  );
}

function cancelWords({ reference }: TrackView) {
  return {
    ask: t("cancel.ask"),
    sure: t("cancel.sure", { reference }),
    text: t("cancel.sureText"),
    reason: t("cancel.reason"),
    act: t("cancel.do"),
    acting: t("cancel.doing"),
    back: t("cancel.keep"),
  };
}

function Heading({ view }: { view: TrackView }) {
  return (
    <div>
      <p className="text-muted-foreground [overflow-wrap:anywhere]">{view.original_filename}</p>
      <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="figures font-semibold text-4xl tracking-[-0.03em]">{view.reference}</h1>
        <Badge tone={view.tone} dot className="text-base!">
          {view.status_title}
        </Badge>
      </div>
      <p role="status" className="sr-only">
        {t("changed", { status: view.status_title })}
      </p>
    </div>
  );
}

function Comments({ messages }: { messages: string[] }) {
  return (
    <Alert kind="info" title={t("comments")}>
      {messages.map((message) => (
        <p key={message} className="whitespace-pre-line">
          {message}
        </p>
      ))}
    </Alert>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: React.ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-4 font-semibold text-xl tracking-tight">
        {title}
      </h2>
      {children}
    </section>
  );
}

function TrackingSkeleton() {
  return (
    <Loading label={t("waiting")} className="grid gap-10 pt-4">
      <Skeleton className="h-20 w-72" />
      <Skeleton className="h-36 rounded-lg!" />
      <Skeleton className="h-80 w-64" />
    </Loading>
  );
}
