"use client";

import { useQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { call } from "@/lib/api";
import { byUrgency, standing } from "@/lib/health";
import t from "@/messages/health";
import { HealthRow } from "./health-row";
import { AdminSection } from "./section";

const LOOK_AGAIN_MS = 30_000;

/** Every part of the system, how it is and what to do; looked at again while the page is in sight. */
export function HealthSection() {
  const query = useQuery({
    queryKey: ["health-report"],
    queryFn: ({ signal }) => call("get", "/api/v1/admin/health", { signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });
  const report = query.data;
  const count = report?.parts.filter((part) => standing(part) !== "fine").length ?? 0;
  return (
    <AdminSection
      title={t("title")}
      intro={t("intro")}
      query={query}
      lines={10}
      action={
        <Button
          variant="secondary"
          busy={query.isFetching ? t("again.busy") : undefined}
          onClick={() => void query.refetch()}
        >
          <RefreshCw aria-hidden />
          {t("again")}
        </Button>
      }
    >
      {report && (
        <>
          <p className="px-5 pb-3 text-[15px]">
            <span className="font-medium">{count === 0 ? t("all.well") : t("not.well", { count })}</span>{" "}
            <span className="text-muted-foreground">
              {t("checked")} <Time iso={report.checked_at} />
            </span>
          </p>
          {query.isError && <Alert kind="warning" title={t("stale")} className="mx-5 mb-4" />}
          <ul>
            {byUrgency(report.parts).map((part) => (
              <HealthRow key={part.component} part={part} facts={report.facts} />
            ))}
          </ul>
        </>
      )}
    </AdminSection>
  );
}
