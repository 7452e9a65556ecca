"use client";

import type { ReactNode } from "react";
import { Failure } from "@/components/ui/failure";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { Toaster } from "@/components/ui/toaster";
import { TooltipProvider } from "@/components/ui/tooltip";
import { LiveProvider } from "@/lib/events";
import { QueryProvider } from "@/lib/query";
import { SessionProvider } from "@/lib/session";
import t from "@/messages/frame";
import { DeskFrame } from "./desk-frame";

/** Server data, hints and results: what the sign-in and every page of the desk stand on. */
export function DeskProviders({ children }: { children: ReactNode }) {
  return (
    <QueryProvider>
      <TooltipProvider delayDuration={300}>{children}</TooltipProvider>
      <Toaster />
    </QueryProvider>
  );
}

/** The desk itself: a signed-in workstation, its live connection, its frame. */
export function Desk({ children }: { children: ReactNode }) {
  return (
    <DeskProviders>
      <SessionProvider
        waiting={<DeskSkeleton />}
        failed={(error, again) => (
          <main className="mx-auto max-w-lg p-6">
            <Failure title={t("session.failed")} error={error} again={again} />
          </main>
        )}
      >
        <LiveProvider>
          <DeskFrame>{children}</DeskFrame>
        </LiveProvider>
      </SessionProvider>
    </DeskProviders>
  );
}

function DeskSkeleton() {
  return (
    <Loading label={t("session.waiting")}>
      <div className="h-14 border-border border-b" />
      <div className="grid gap-4 p-6">
        <Skeleton className="h-11 w-2/3" />
        <Skeleton className="h-96" />
      </div>
    </Loading>
  );
}
