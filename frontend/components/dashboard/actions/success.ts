import { toast } from "sonner";
import { actionOf, statusOf, wayBack } from "@/lib/lifecycle";
import t from "@/messages/actions";
import type { Job } from "@/types/job";
import { labelOf } from "./forms";

type Told = { before: Job; now: Job | null; action: string; ask: (job_id: string, action: string) => void };

/** The action that undoes what was just done, if the lifecycle has one from here. */
export function undoOf(before: Job, now: Job, action: string): string | undefined {
  const isSwitch = actionOf(action)?.target === null && labelOf(action, before) !== labelOf(action, now);
  if (isSwitch && now.actions.includes(action)) return action;
  return wayBack(before.status, now.status, now.actions);
}

/** Say what changed, and offer the legal way back. */
export function tellSuccess({ before, now, action, ask }: Told): void {
  const { reference } = before;
  if (now === null) {
    toast.success(t("done.deleted", { reference }));
    return;
  }
  const title =
    before.status === now.status
      ? t("done", { reference, action: labelOf(action, before) })
      : t("done.moved", { reference, status: statusOf(now.status).title });
  const back = undoOf(before, now, action);
  toast.success(title, {
    description: actionOf(action)?.mail ? t("done.mail") : undefined,
    action: back && { label: labelOf(back, now), onClick: () => ask(now.id, back) },
  });
}
