"use client";

import { Lock, LockOpen } from "lucide-react";
import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { when } from "@/lib/utils";
import t from "@/messages/actions";
import type { Lock as Holder } from "@/types/job";
import type { LockState } from "./keep-lock";

type Props = {
  lock: LockState;
  /** Who holds the job, as far as is known, while it is not us. */
  holder: Holder | null;
  again: () => void;
  /** Takes the lock away; only admin workstations have it. */
  force?: () => void;
};

/** Says how it stands with the right to change the job, at every moment of a dialog. */
export function LockBanner({ lock, holder, again, force }: Props) {
  return (
    <div role="status">
      <Said lock={lock} holder={holder} again={again} force={force} />
    </div>
  );
}

function Said({ lock, holder, again, force }: Props) {
  const held = lock.kind === "taken" ? (lock.holder ?? holder) : lock.kind === "none" ? holder : null;
  if (held) return <TakenBy holder={held} force={force} />;
  if (lock.kind === "none") return <Line icon={<LockOpen aria-hidden />}>{t("lock.choose")}</Line>;
  if (lock.kind === "taking") return <Line icon={<LockOpen aria-hidden />}>{t("lock.taking")}</Line>;
  if (lock.kind === "held") {
    return (
      <Line tone="green" icon={<Lock aria-hidden />}>
        {t("lock.held")}
      </Line>
    );
  }
  return (
    <Alert kind="warning" title={t(lock.kind === "lost" ? "lock.lost" : "lock.failed")}>
      <p>{lock.error.message}</p>
      <Button variant="secondary" className="mt-1 self-start" onClick={again}>
        {t("lock.again")}
      </Button>
    </Alert>
  );
}

function TakenBy({ holder, force }: { holder: Holder; force?: () => void }) {
  const { staff_name, workstation_name, taken_at } = holder;
  return (
    <Alert kind="warning" title={t("lock.taken", { name: staff_name })}>
      <p>{t("lock.taken.text", { workstation: workstation_name, since: when(taken_at) })}</p>
      {force && (
        <Button variant="dangerQuiet" className="mt-1 self-start" onClick={force}>
          {t("lock.force")}
        </Button>
      )}
    </Alert>
  );
}

function Line({ tone = "slate", icon, children }: { tone?: string; icon: ReactNode; children: ReactNode }) {
  return (
    <p
      data-tone={tone}
      className="flex items-start gap-2 text-muted-foreground text-sm [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-tone"
    >
      {icon}
      {children}
    </p>
  );
}
