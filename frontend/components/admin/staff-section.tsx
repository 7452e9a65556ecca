"use client";

import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Table, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { call } from "@/lib/api";
import t from "@/messages/admin";
import type { Staff } from "@/types/job";
import { AdminSection } from "./section";
import { StaffAddDialog, StaffSwitchDialog } from "./staff-dialogs";

/** The names that may act. */
export function StaffSection() {
  const [asked, setAsked] = useState<Staff | "new" | null>(null);
  const query = useQuery({
    queryKey: ["staff", "all"],
    queryFn: () => call("get", "/api/v1/staff", { query: { include_inactive: true } }),
  });
  const close = () => setAsked(null);
  const staff = query.data?.staff ?? [];
  return (
    <AdminSection
      title={t("staff")}
      intro={t("staff.intro")}
      query={query}
      action={
        <Button variant="secondary" onClick={() => setAsked("new")}>
          <UserPlus aria-hidden />
          {t("staff.add")}
        </Button>
      }
    >
      {staff.length === 0 ? (
        <p className="px-5 pb-5 text-muted-foreground">{t("staff.empty")}</p>
      ) : (
        <Table label={t("staff")}>
          <thead>
            <tr>
              <Th className="pl-5!">{t("staff.name")}</Th>
              <Th>{t("staff.state")}</Th>
              <Th className="max-sm:hidden">{t("staff.since")}</Th>
              <Th>
                <span className="sr-only">{t("columns")}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {staff.map((member) => (
              <Row key={member.id} member={member} ask={() => setAsked(member)} />
            ))}
          </tbody>
        </Table>
      )}
      {asked === "new" && <StaffAddDialog close={close} />}
      {asked !== null && asked !== "new" && <StaffSwitchDialog member={asked} close={close} />}
    </AdminSection>
  );
}

function Row({ member, ask }: { member: Staff; ask: () => void }) {
  const verb = member.is_active ? "deactivate" : "reactivate";
  return (
    <tr className="last:[&_td]:border-b-0">
      <Td className="pl-5! font-medium">{member.name}</Td>
      <Td>
        <Badge tone={member.is_active ? "green" : "slate"} dot>
          {t(member.is_active ? "staff.active" : "staff.inactive")}
        </Badge>
      </Td>
      <Td className="whitespace-nowrap text-muted-foreground max-sm:hidden">
        <Time iso={member.deactivated_at ?? member.created_at} />
      </Td>
      <Td className="pr-5! text-right">
        <Button
          variant="ghost"
          size="dense"
          aria-label={t(`staff.${verb}.what`, { name: member.name })}
          onClick={ask}
        >
          {t(`staff.${verb}`)}
        </Button>
      </Td>
    </tr>
  );
}
