"use client";

import type { ReactNode } from "react";
import { Failure } from "@/components/ui/failure";
import { Skeleton } from "@/components/ui/skeleton";
import { useCatalog } from "@/lib/catalog";
import t from "@/messages/home";
import type { Catalog } from "@/types/job";

const TONES: Record<string, string> = { calm: "green", busy: "amber", very_busy: "red" };

/** Where the desk is, when it is open, and how busy it is. */
export function DeskToday() {
  const { catalog, error, again } = useCatalog();
  if (error) return <Failure error={error} again={again} className="mt-8" />;
  return (
    <section aria-label={t("desk.title")}>
      <dl className="mt-8 grid gap-x-8 gap-y-5 border-border border-b pb-8 sm:grid-cols-3">
        <Fact name={t("desk.busy")}>{catalog && <Busy busy={catalog.busy} />}</Fact>
        <Fact name={t("desk.hours")}>{catalog?.hours}</Fact>
        <Fact name={t("desk.room")}>{catalog && `${catalog.lab_name}, ${catalog.room}`}</Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted-foreground text-sm">{name}</dt>
      <dd className="mt-0.5 min-h-6 text-[17px] sm:min-h-12 leading-6">
        {children ?? <Skeleton className="mt-1 h-5 w-4/5" />}
      </dd>
    </div>
  );
}

function Busy({ busy }: { busy: Catalog["busy"] }) {
  const { level, waiting_jobs, printing_jobs } = busy;
  const word = level === "calm" || level === "busy" || level === "very_busy" ? t(`busy.${level}`) : level;
  const queue = waiting_jobs === 0 ? t("busy.none") : t("busy.queue", { count: waiting_jobs });
  return (
    <>
      <span
        data-tone={TONES[level] ?? "slate"}
        className="mr-2 inline-block size-2.5 rounded-full bg-tone-solid"
      />
      {word}
      <span className="figures text-muted-foreground">
        , {queue}
        {printing_jobs > 0 && `, ${t("busy.printing", { count: printing_jobs })}`}
      </span>
    </>
  );
}
