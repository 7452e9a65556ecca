"use client";

import { useQuery } from "@tanstack/react-query";
import { Time } from "@/components/ui/time";
import { call } from "@/lib/api";
import t from "@/messages/learnt";
import type { LearntView } from "@/types/job";
import { AdminSection } from "./section";

/** For each printer what its estimates rest on, and how far off they are. */
export function EstimatesSection() {
  const query = useQuery({
    queryKey: ["estimate-bases"],
    queryFn: ({ signal }) => call("get", "/api/v1/admin/estimates", { signal }),
  });
  return (
    <AdminSection title={t("title")} intro={t("intro")} query={query} action={null}>
      <ul>
        {query.data?.printers.map(({ printer, learnt }) => (
          <li
            key={printer}
            className="grid gap-x-4 gap-y-1 border-border border-t px-5 py-3 text-[15px] sm:grid-cols-[12rem_1fr]"
          >
            <h3 className="font-medium">{printer}</h3>
            {learnt ? (
              <Learnt learnt={learnt} />
            ) : (
              <p className="text-muted-foreground">{t("first", { count: query.data.jobs_needed })}</p>
            )}
          </li>
        ))}
      </ul>
    </AdminSection>
  );
}

function Learnt({ learnt }: { learnt: LearntView }) {
  return (
    <p className="text-muted-foreground">
      {t("learnt", { count: learnt.jobs })} <Time iso={learnt.fitted_at} />.{" "}
      {t("typical", {
        grams: Math.round(100 * learnt.grams_error),
        gramsBefore: Math.round(100 * learnt.grams_error_before),
        hours: Math.round(100 * learnt.hours_error),
        hoursBefore: Math.round(100 * learnt.hours_error_before),
      })}
    </p>
  );
}
