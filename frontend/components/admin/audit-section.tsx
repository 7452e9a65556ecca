"use client";

import { useQuery } from "@tanstack/react-query";
import { FolderCheck, FolderSearch } from "lucide-react";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Progress } from "@/components/ui/progress";
import { Time } from "@/components/ui/time";
import { call } from "@/lib/api";
import t from "@/messages/audit";
import type { AuditReport, Finding } from "@/types/job";
import { AuditGroup } from "./audit-group";
import { AuditResolveDialog } from "./audit-resolve";
import { AuditStartDialog } from "./audit-start";
import { AdminSection } from "./section";

const WATCHED_MS = 1_000;

/** The file check: when it ran last, what it found, and one safe way out of each. */
export function AuditSection() {
  const [asked, setAsked] = useState<Finding[] | "start" | null>(null);
  const query = useQuery({
    queryKey: ["audit"],
    queryFn: () => call("get", "/api/v1/admin/audit/report"),
    refetchInterval: ({ state }) => (state.data?.status === "running" ? WATCHED_MS : false),
  });
  const close = () => setAsked(null);
  const report = query.data;
  return (
    <AdminSection
      title={t("title")}
      intro={t("intro")}
      query={query}
      action={
        <Button
          variant="secondary"
          disabled={query.isPending || report?.status === "running"}
          onClick={() => setAsked("start")}
        >
          <FolderSearch aria-hidden />
          {t("start")}
        </Button>
      }
    >
      {report && (
        <div className="flex flex-col gap-4 px-5 pb-5">
          <Standing report={report} />
          {grouped(report.findings).map((findings) => (
            <AuditGroup key={findings[0]?.code} findings={findings} ask={setAsked} />
          ))}
        </div>
      )}
      {asked === "start" && <AuditStartDialog close={close} />}
      {asked !== null && asked !== "start" && <AuditResolveDialog findings={asked} close={close} />}
    </AdminSection>
  );
}

function Standing({ report }: { report: AuditReport }) {
  const { status, progress, findings, checked_at } = report;
  if (status === "never")
    return (
      <EmptyState icon={FolderSearch} title={t("never")}>
        {t("never.text")}
      </EmptyState>
    );
  return (
    <>
      {status === "running" && (
        <div className="flex flex-col gap-2">
          <p>{t("running", { done: progress.jobs_done, jobs: progress.jobs })}</p>
          <Progress value={progress.folders_done} max={progress.folders} label={t("running.bar")} />
          {findings.length > 0 && <p className="text-muted-foreground">{t("running.before")}</p>}
        </div>
      )}
      {status === "aborted" && (
        <Alert kind="warning" title={t("aborted.title")}>
          <p>{report.why_aborted}</p>
          {findings.length > 0 && <p>{t("aborted.before")}</p>}
        </Alert>
      )}
      {checked_at && <Checked at={checked_at} count={findings.length} fresh={report.new} />}
      {status === "done" && findings.length === 0 && (
        <EmptyState icon={FolderCheck} title={t("clean")}>
          {t("clean.text")}
        </EmptyState>
      )}
    </>
  );
}

function Checked({ at, count, fresh }: { at: string; count: number; fresh: number }) {
  return (
    <p className="text-muted-foreground">
      {t("checked")} <Time iso={at} />
      {count > 0 && ` · ${t("open", { count })}`}
      {fresh > 0 && ` · ${t("new", { count: fresh })}`}
    </p>
  );
}

/** Put findings of one kind together; the report lists them kind by kind. */
function grouped(findings: Finding[]): Finding[][] {
  const codes = [...new Set(findings.map(({ code }) => code))];
  return codes.map((code) => findings.filter((each) => each.code === code));
}
