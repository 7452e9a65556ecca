"use client";

import { type KeyboardEvent, useEffect, useRef } from "react";
import { ActingAs } from "@/components/frame/acting-as";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import {
  DialogBody,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Failure } from "@/components/ui/failure";
import { actionOf } from "@/lib/lifecycle";
import { useSession } from "@/lib/session";
import t from "@/messages/actions";
import common from "@/messages/common";
import type { ActionDialogProps } from "./action-dialog";
import { confirmOf, FORCE_UNLOCK, labelOf, type Subject } from "./forms";
import { LockBanner } from "./lock-banner";
import { useAction } from "./use-action";
import { useFreeAgain } from "./use-free-again";

type Props = ActionDialogProps &
  Subject & {
    /** Ask to take the lock away from whoever has it. */
    force: () => void;
  };

/** An action's dialog from inside: who acts, the fields, what stands in the way, and the button. */
export function ActionForm(props: Props) {
  const { job, action, close, force } = props;
  const { form, subject, errors, failure, stage, held, ...typed } = useAction(props);
  const box = useRef<HTMLFormElement>(null);
  useFreeAgain(job, held);
  useEffect(() => box.current?.querySelector("select")?.focus(), []);
  useEffect(() => {
    if (Object.values(errors).some(Boolean))
      box.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [errors]);

  const isPossible = [...job.actions, ...job.admin_actions].includes(action);
  const isDanger = actionOf(action)?.tone === "danger";
  const canForce = useSession().workstation.is_admin && job.admin_actions.includes(FORCE_UNLOCK);
  const isOurs = held.lock.kind === "held";
  return (
    <form
      ref={box}
      onSubmit={typed.submit}
      onKeyDown={submitOnCtrlEnter}
      noValidate
      className="flex flex-col"
    >
      <DialogHeader>
        <DialogTitle>{labelOf(action, job)}</DialogTitle>
        <DialogDescription>
          {job.reference} · {job.student_name}
          <span className="block">{confirmOf(action, job)}</span>
        </DialogDescription>
      </DialogHeader>
      <DialogBody>
        <ActingAs value={typed.staff_name} onChange={typed.chooseStaff} error={errors.staff_name} />
        {typed.needsLock && (
          <LockBanner
            lock={held.lock}
            holder={isOurs ? null : job.lock}
            again={held.again}
            force={canForce ? force : undefined}
          />
        )}
        {form?.Fields && <form.Fields {...subject} draft={typed.draft} put={typed.put} errors={errors} />}
        {failure && <Failure error={failure} />}
        {!isPossible && <Alert kind="warning">{t("gone.actions")}</Alert>}
      </DialogBody>
      <DialogFooter>
        <Button variant="ghost" onClick={close}>
          {common("cancel")}
        </Button>
        <Button
          type="submit"
          variant={isDanger ? "danger" : "primary"}
          busy={stage === "typing" ? undefined : t(stage === "sending" ? "send.busy" : "send.waiting")}
        >
          {labelOf(action, job)}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** Enter makes a new line in a box of several lines; with Ctrl or Cmd it submits there, too. */
function submitOnCtrlEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
}
