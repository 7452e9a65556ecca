"use client";

import { Loading, Skeleton } from "@/components/ui/skeleton";
import t from "@/messages/submit";

/** The lab's short policy, in the lab's own words. */
export function Policy({ sentences }: { sentences: string[] | undefined }) {
  return (
    <section aria-labelledby="policy" className="rounded-lg bg-secondary p-5 text-secondary-foreground">
      <h2 id="policy" className="font-semibold">
        {t("policy.title")}
      </h2>
      {sentences ? (
        <ul className="mt-2 grid gap-2.5 text-[15px] leading-relaxed">
          {sentences.map((sentence) => (
            <li key={sentence} className="flex gap-3">
              <span aria-hidden className="mt-2.5 h-1 w-3 shrink-0 rounded-full bg-spark" />
              {sentence}
            </li>
          ))}
        </ul>
      ) : (
        <Loading className="mt-3 grid gap-3">
          <Skeleton className="h-16 bg-border!" />
          <Skeleton className="h-12 bg-border!" />
          <Skeleton className="h-16 bg-border!" />
        </Loading>
      )}
    </section>
  );
}
