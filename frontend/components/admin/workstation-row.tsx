import { MoreHorizontal } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Td } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { useSession } from "@/lib/session";
import t from "@/messages/admin";
import type { Workstation } from "@/types/job";
import type { Wish } from "./workstations-section";

type Props = { workstation: Workstation; ask: (wish: Wish) => void };

/** One workstation, and what can be done with it. */
export function WorkstationRow({ workstation, ask }: Props) {
  const here = useSession().workstation.id === workstation.id;
  return (
    <tr className="last:[&_td]:border-b-0">
      <Td className="pl-5!">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{workstation.name}</span>
          {workstation.is_admin && <Badge tone="violet">{t("workstation.admin")}</Badge>}
          {here && <span className="text-muted-foreground text-sm">{t("workstation.here")}</span>}
        </span>
        <span className="break-all font-mono text-muted-foreground text-sm md:hidden">
          {workstation.storage_root}
        </span>
      </Td>
      <Td>
        <Badge tone={workstation.is_active ? "green" : "slate"} dot>
          {t(workstation.is_active ? "workstation.active" : "workstation.revoked")}
        </Badge>
      </Td>
      <Td className="font-mono text-sm max-md:hidden">
        {workstation.storage_root ?? (
          <span className="font-sans text-muted-foreground">{t("workstation.root.none")}</span>
        )}
      </Td>
      <Td className="whitespace-nowrap text-muted-foreground max-sm:hidden">
        {workstation.last_seen_at ? <Time iso={workstation.last_seen_at} /> : t("workstation.never")}
      </Td>
      <Td className="pr-3! text-right">
        <Menu workstation={workstation} ask={ask} />
      </Td>
    </tr>
  );
}

function Menu({ workstation, ask }: Props) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t("workstation.more", { name: workstation.name })}>
          <MoreHorizontal aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={() => ask("change")}>{t("workstation.change")}</DropdownMenuItem>
        <DropdownMenuItem onSelect={() => ask("reset")}>{t("workstation.reset")}</DropdownMenuItem>
        {workstation.is_active ? (
          <DropdownMenuItem danger onSelect={() => ask("revoke")}>
            {t("workstation.revoke")}
          </DropdownMenuItem>
        ) : (
          <DropdownMenuItem onSelect={() => ask("restore")}>{t("workstation.restore")}</DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
