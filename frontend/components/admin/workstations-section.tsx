"use client";

import { useQuery } from "@tanstack/react-query";
import { MonitorUp } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Table, Th } from "@/components/ui/table";
import { call } from "@/lib/api";
import t from "@/messages/admin";
import type { Workstation } from "@/types/job";
import { PasswordOnce } from "./password-once";
import { AdminSection } from "./section";
import { WorkstationAddDialog } from "./workstation-add";
import { WorkstationChangeDialog } from "./workstation-change";
import { WorkstationRow } from "./workstation-row";
import { WorkstationSwitchDialog } from "./workstation-switch";

export type Wish = "change" | "reset" | "revoke" | "restore";
type Asked = { wish: Wish; workstation: Workstation } | { wish: "add" };
export type Made = { name: string; password: string };

/** The computers that may sign in. */
export function WorkstationsSection() {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  const query = useQuery({
    queryKey: ["workstations"],
    queryFn: () => call("get", "/api/v1/admin/workstations"),
  });
  const close = () => setAsked(null);
  return (
    <AdminSection
      title={t("workstations")}
      intro={t("workstations.intro")}
      query={query}
      action={
        <Button variant="secondary" onClick={() => setAsked({ wish: "add" })}>
          <MonitorUp aria-hidden />
          {t("workstation.add")}
        </Button>
      }
    >
      <Table label={t("workstations")}>
        <thead>
          <tr>
            <Th className="pl-5!">{t("workstation.name")}</Th>
            <Th>{t("staff.state")}</Th>
            <Th className="max-md:hidden">{t("workstation.root")}</Th>
            <Th className="max-sm:hidden">{t("workstation.seen")}</Th>
            <Th>
              <span className="sr-only">{t("columns")}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {query.data?.workstations.map((workstation) => (
            <WorkstationRow
              key={workstation.id}
              workstation={workstation}
              ask={(wish) => setAsked({ wish, workstation })}
            />
          ))}
        </tbody>
      </Table>
      {asked?.wish === "add" && <WorkstationAddDialog close={close} onMade={setMade} />}
      {asked?.wish === "change" && <WorkstationChangeDialog workstation={asked.workstation} close={close} />}
      {asked && asked.wish !== "add" && asked.wish !== "change" && (
        <WorkstationSwitchDialog {...asked} wish={asked.wish} close={close} onMade={setMade} />
      )}
      {made && <PasswordOnce {...made} close={() => setMade(null)} />}
    </AdminSection>
  );
}
