"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { Failure } from "@/components/ui/failure";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { ApiError, call } from "@/lib/api";
import t from "@/messages/audit";
import type { AuditResult, Finding } from "@/types/job";
import { type Signed, WriteDialog } from "./write-dialog";

type Props = { findings: Finding[]; close: () => void };

/** Tells what resolving findings of one kind would do, and does it once somebody signs for it. */
export function AuditResolveDialog({ findings, close }: Props) {
  const client = useQueryClient();
  const [left, setLeft] = useState<AuditResult[] | null>(null);
  const finding_ids = findings.map(({ id }) => id);
  const told = useQuery({
    queryKey: ["audit-dry-run", ...finding_ids],
    gcTime: 0,
    queryFn: () => call("post", "/api/v1/admin/audit/resolve", { body: { finding_ids, dry_run: true } }),
  });
  const send = async (signed: Signed) => {
    const body = { ...signed, finding_ids: left?.map((each) => each.finding_id) ?? finding_ids };
    const { results } = await call("post", "/api/v1/admin/audit/resolve", { body });
    void client.invalidateQueries({ queryKey: ["audit"] });
    const open = results.filter((each) => !each.done);
    if (open.length > 0) {
      setLeft(open);
      throw undone(results.length - open.length, results.length);
    }
    toast.success(t("done.all", { count: results.length }));
    close();
  };
  return (
    <WriteDialog
      title={findings[0]?.title ?? t("title")}
      text={t("ask.none")}
      submit={t("do")}
      close={close}
      send={send}
    >
      {() => (
        <>
          {told.error && (
            <Failure title={t("ask.failed")} error={told.error} again={() => void told.refetch()} />
          )}
          {!told.data && !told.error && (
            <Loading label={t("asking")}>
              <Skeleton className="h-12" />
            </Loading>
          )}
          {told.data && <Told results={left ?? told.data.results} />}
        </>
      )}
    </WriteDialog>
  );
}

function undone(done: number, all: number): ApiError {
  const detail = t("done.some", { done, all });
  return new ApiError({ status: 200, code: "undone", title: "", detail });
}

function Told({ results }: { results: AuditResult[] }) {
  return (
    <section
      aria-label={t("told")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="plate max-h-60 overflow-y-auto rounded-md border border-border px-4 py-3"
    >
      <ul className="flex flex-col gap-2 text-[15px]">
        {results.map(({ finding_id, text }) => (
          <li key={finding_id} className="break-words">
            {text}
          </li>
        ))}
      </ul>
    </section>
  );
}
