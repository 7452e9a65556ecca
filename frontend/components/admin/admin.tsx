"use client";

import { ShieldAlert } from "lucide-react";
import { buttonVariants } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useSession } from "@/lib/session";
import t from "@/messages/admin";
import { AuditSection } from "./audit-section";
import { EstimatesSection } from "./estimates-section";
import { HealthSection } from "./health-section";
import { LogSection } from "./log-section";
import { MailSection } from "./mail-section";
import { RetentionSection } from "./retention-section";
import { StaffSection } from "./staff-section";
import { WorkstationsSection } from "./workstations-section";

/** How everything is, who may act and from which computers, the state of files and mails, old jobs, the log. */
export function Admin() {
  const { workstation } = useSession();
  return (
    <div className="mx-auto flex w-full max-w-5xl flex-col gap-6">
      <header>
        <h1 className="font-semibold text-2xl tracking-tight">{t("title")}</h1>
        {workstation.is_admin && <p className="mt-1 text-muted-foreground">{t("intro")}</p>}
      </header>
      {workstation.is_admin ? (
        <>
          <HealthSection />
          <StaffSection />
          <WorkstationsSection />
          <AuditSection />
          <MailSection />
          <EstimatesSection />
          <RetentionSection />
          <LogSection />
        </>
      ) : (
        <EmptyState
          icon={ShieldAlert}
          title={t("closed.title")}
          action={
            <a href="/dashboard" className={buttonVariants({ variant: "secondary" })}>
              {t("closed.back")}
            </a>
          }
        >
          {t("closed.text", { name: workstation.name })}
        </EmptyState>
      )}
    </div>
  );
}
