"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { ApiError } from "@/lib/api";
import { actionOf } from "@/lib/lifecycle";
import desk from "@/messages/desk";
import { dropJob, jobKey, keepJob } from "../job-queries";
import type { ActionDialogProps } from "./action-dialog";
import { type Draft, type Errors, formOf, type Subject } from "./forms";
import { perform } from "./perform";
import { placed } from "./refusal";
import { repeatKeys } from "./repeat-key";
import { tellSuccess } from "./success";
import { useLock } from "./use-lock";

type Props = ActionDialogProps & Subject;

/** What is typed into an action's dialog, the lock that it holds, and the road from Enter to the answer. */
export function useAction({ job, catalog, action, close, ask, gone }: Props) {
  const client = useQueryClient();
  const form = formOf(action);
  const subject = { job, catalog, action };
  const [staff_name, setStaffName] = useState("");
  const [draft, setDraft] = useState<Draft>(() => form?.start?.(subject) ?? {});
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [stage, setStage] = useState<"typing" | "waiting" | "sending">("typing");
  const [keyOf] = useState(repeatKeys);
  const needsLock = actionOf(action)?.needs_lock === true;
  const held = useLock(job.id, needsLock ? staff_name : "");
  const { lock } = held;

  const put = useCallback((name: string, value: string) => {
    setDraft((old) => ({ ...old, [name]: value }));
    setErrors((old) => ({ ...old, [name]: undefined, [name.split(".")[0] ?? name]: undefined }));
  }, []);
  const refuse = (error: ApiError) => {
    const { errors: found, rest } = placed(error);
    setErrors(found);
    if (error.status === 423) held.lose(error);
    else setFailure(rest);
    if (error.status === 409) void client.invalidateQueries({ queryKey: jobKey(job.id) });
  };
  const send = async (token: string | null) => {
    setStage("sending");
    const body = { staff_name, ...form?.body(draft, subject) };
    const headers: Record<string, string> = token === null ? {} : { "Lock-Token": token };
    if (form?.isRepeatable) headers["Idempotency-Key"] = keyOf(body);
    try {
      const now = await perform(job.id, action, body, headers);
      held.spend();
      if (now) keepJob(client, now);
      else dropJob(client, job.id);
      close();
      if (!now) gone();
      tellSuccess({ before: job, now, action, ask });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setStage("typing");
      refuse(error);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (stage !== "typing") return;
    const found = { ...form?.check?.(draft, subject) };
    if (staff_name === "") found.staff_name = desk("acting.missing");
    setErrors(found);
    setFailure(null);
    if (Object.values(found).some(Boolean)) return;
    if (!needsLock) void send(null);
    else if (lock.kind === "held") void send(lock.token);
    else if (lock.kind === "taking" || lock.kind === "none") setStage("waiting");
  };
  useSendWhenHeld(stage === "waiting", lock, send, () => setStage("typing"));

  const chooseStaff = (name: string) => {
    setStaffName(name);
    setErrors((old) => ({ ...old, staff_name: undefined }));
  };
  return {
    form,
    subject,
    staff_name,
    chooseStaff,
    draft,
    put,
    errors,
    failure,
    stage,
    held,
    needsLock,
    submit,
  };
}

type Lock = ReturnType<typeof useLock>["lock"];

/** Enter may be faster than the lock: send once it is there, or let the reader see why it is not. */
function useSendWhenHeld(
  isWaiting: boolean,
  lock: Lock,
  send: (token: string) => Promise<void>,
  giveUp: () => void,
) {
  const latest = useRef({ send, giveUp });
  useEffect(() => {
    latest.current = { send, giveUp };
  });
  useEffect(() => {
    if (!isWaiting) return;
    if (lock.kind === "held") void latest.current.send(lock.token);
    else if (lock.kind !== "taking" && lock.kind !== "none") latest.current.giveUp();
  }, [isWaiting, lock]);
}
