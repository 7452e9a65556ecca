"use client";

import { MoreHorizontal } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { actionOf } from "@/lib/lifecycle";
import { useSession } from "@/lib/session";
import t from "@/messages/job";
import type { Job } from "@/types/job";
import { FORCE_UNLOCK, formOf, labelOf } from "../actions/forms";

type Props = { job: Job; ask: (action: string) => void };

const LOOKS = { primary: "primary", danger: "dangerQuiet", neutral: "secondary" } as const;
const RANK: Record<string, number> = { primary: 0, neutral: 1 };

/** The buttons of an open job: what the API allows now, in the looks that the lifecycle gives them. */
export function ActionBar({ job, ask }: Props) {
  const { workstation } = useSession();
  const known = job.actions.filter((name) => formOf(name) !== undefined);
  const quiet = known.filter((name) => toneOf(name) !== "danger");
  const [danger, ...rarer] = known.filter((name) => toneOf(name) === "danger");
  const overrides = workstation.is_admin
    ? job.admin_actions.filter((name) => name !== FORCE_UNLOCK || job.lock !== null)
    : [];
  if (known.length + overrides.length === 0) {
    return (
      <p className="border-border border-t px-5 py-3 text-muted-foreground text-sm">{t("actions.none")}</p>
    );
  }
  return (
    <fieldset className="sticky bottom-0 flex flex-wrap gap-2 rounded-b-lg border-border border-t bg-card px-5 py-3">
      <legend className="sr-only">{t("actions")}</legend>
      {[...quiet].sort(byRank).map((name) => (
        <Button key={name} variant={looksOf(name)} onClick={() => ask(name)}>
          {labelOf(name, job)}
        </Button>
      ))}
      <span className="ml-auto flex gap-2">
        {danger && (
          <Button variant={looksOf(danger)} onClick={() => ask(danger)}>
            {labelOf(danger, job)}
          </Button>
        )}
        <More rarer={rarer} overrides={overrides} job={job} ask={ask} />
      </span>
    </fieldset>
  );
}

const toneOf = (name: string) => actionOf(name)?.tone ?? "neutral";
const looksOf = (name: string) => LOOKS[toneOf(name) as keyof typeof LOOKS] ?? "secondary";
const byRank = (a: string, b: string) => (RANK[toneOf(a)] ?? 1) - (RANK[toneOf(b)] ?? 1);

/** What is needed rarely: further dangers, and what only an admin workstation may do. */
function More({ rarer, overrides, job, ask }: Props & { rarer: string[]; overrides: string[] }) {
  if (rarer.length + overrides.length === 0) return null;
  const item = (name: string) => (
    <DropdownMenuItem key={name} danger={toneOf(name) === "danger"} onSelect={() => ask(name)}>
      {labelOf(name, job)}
    </DropdownMenuItem>
  );
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="secondary" size="icon" aria-label={t("actions.more")} title={t("actions.more")}>
          <MoreHorizontal aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {rarer.map(item)}
        {overrides.length > 0 && <DropdownMenuLabel>{t("admin")}</DropdownMenuLabel>}
        {overrides.map(item)}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
