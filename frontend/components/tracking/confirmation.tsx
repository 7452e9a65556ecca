"use client";

import { useCallback } from "react";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { call } from "@/lib/api";
import { useAnswer } from "@/lib/use-answer";
import t from "@/messages/confirm";
import { Answered } from "./answered";
import { ExpiredLink } from "./expired-link";
import { PriceQuestion } from "./price-question";
import { UnknownLink } from "./unknown-link";

/** The price behind a confirm link. Loading the page changes nothing. */
export function Confirmation({ token }: { token: string }) {
  const ask = useCallback(
    (signal: AbortSignal) => call("get", "/api/v1/confirm/{token}", { path: { token }, signal }),
    [token],
  );
  const { answer: view, error, again, set } = useAnswer(ask);
  if (error?.status === 410) return <ExpiredLink token={token} error={error} />;
  if (error) return <UnknownLink title={t("failed.title")} error={error} again={again} />;
  if (view === null) return <ConfirmationSkeleton />;
  if (view.answer !== null) return <Answered view={view} />;
  return <PriceQuestion view={view} token={token} onAnswer={set} onReload={again} />;
}

function ConfirmationSkeleton() {
  return (
    <Loading label={t("waiting")} className="grid gap-8 pt-4">
      <Skeleton className="h-12 w-4/5" />
      <Skeleton className="h-96 rounded-lg!" />
      <Skeleton className="h-32 rounded-lg!" />
    </Loading>
  );
}
