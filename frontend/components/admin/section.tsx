import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import t from "@/messages/admin";

type Props = {
  title: string;
  intro: string;
  action: ReactNode;
  query: { data: unknown; error: Error | null; refetch: () => unknown };
  /** About how many lines will come: what stands below must not jump away from under a pointer. */
  lines?: number;
  children: ReactNode;
};

/** A list of Admin: what it is for, how to add to it, and its states. */
export function AdminSection({ title, intro, action, query, lines = 3, children }: Props) {
  const isFailed = query.error !== null && query.data === undefined;
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-3 px-5 py-4">
        <div className="min-w-60 flex-1">
          <h2 className="font-semibold text-lg tracking-tight">{title}</h2>
          <p className="max-w-prose text-[15px] text-muted-foreground">{intro}</p>
        </div>
        {action}
      </div>
      {isFailed && query.error && (
        <Failure
          title={t("failed")}
          error={query.error}
          again={() => void query.refetch()}
          className="mx-5 mb-5"
        />
      )}
      {query.data === undefined && !isFailed && (
        <Loading label={t("loading")} className="flex flex-col gap-3 px-5 pb-5">
          {Array.from({ length: lines }, (_, line) => (
            <Skeleton key={String(line)} className="h-8" />
          ))}
        </Loading>
      )}
      {query.data !== undefined && children}
    </Card>
  );
}
