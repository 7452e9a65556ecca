"use client";

import { ShieldAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { actionOf } from "@/lib/lifecycle";
import { useSession } from "@/lib/session";
import t from "@/messages/job";
import type { Job } from "@/types/job";
import { FORCE_UNLOCK, formOf, labelOf } from "../actions/forms";

type Props = { job: Job; ask: (action: string) => void };

const LOOKS = { primary: "primary", danger: "dangerQuiet", neutral: "secondary" } as const;
const RANK: Record<string, number> = { primary: 0, neutral: 1, danger: 2 };

/** The buttons of an open job: what the API allows now, in the looks that the lifecycle gives them. */
export function ActionBar({ job, ask }: Props) {
  const { workstation } = useSession();
  const names = job.actions
    .filter((name) => formOf(name) !== undefined)
    .sort((a, b) => (RANK[actionOf(a)?.tone ?? ""] ?? 1) - (RANK[actionOf(b)?.tone ?? ""] ?? 1));
  const overrides = workstation.is_admin
    ? job.admin_actions.filter((name) => name !== FORCE_UNLOCK || job.lock !== null)
    : [];
  if (names.length + overrides.length === 0) {
    return (
      <p className="border-border border-t px-5 py-3 text-muted-foreground text-sm">{t("actions.none")}</p>
    );
  }
  return (
    <fieldset className="sticky bottom-0 flex flex-wrap gap-2 rounded-b-lg border-border border-t bg-card px-5 py-3">
      <legend className="sr-only">{t("actions")}</legend>
      {names.map((name, index) => (
        <ActionButton
          key={name}
          name={name}
          job={job}
          ask={ask}
          className={isDanger(name) && !isDanger(names[index - 1]) ? "sm:ml-auto" : ""}
        />
      ))}
      {overrides.length > 0 && <Overrides names={overrides} ask={ask} />}
    </fieldset>
  );
}

const isDanger = (name: string | undefined) => name !== undefined && actionOf(name)?.tone === "danger";

function ActionButton({ name, job, ask, className }: Props & { name: string; className: string }) {
  const tone = actionOf(name)?.tone ?? "neutral";
  return (
    <Button
      variant={LOOKS[tone as keyof typeof LOOKS] ?? "secondary"}
      className={className}
      onClick={() => ask(name)}
    >
      {labelOf(name, job)}
    </Button>
  );
}

function Overrides({ names, ask }: { names: string[]; ask: (action: string) => void }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost">
          <ShieldAlert aria-hidden />
          {t("admin")}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {names.map((name) => (
          <DropdownMenuItem key={name} danger={actionOf(name)?.tone === "danger"} onSelect={() => ask(name)}>
            {actionOf(name)?.label ?? name}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
