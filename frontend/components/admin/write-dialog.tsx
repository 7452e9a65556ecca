"use client";

import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { ActingAs } from "@/components/frame/acting-as";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { ApiError } from "@/lib/api";
import t from "@/messages/admin";
import common from "@/messages/common";
import desk from "@/messages/desk";

export type Signed = { staff_name: string; reason: string };
type Errors = Record<string, string | undefined>;

type Props = {
  title: string;
  text?: string;
  submit: string;
  danger?: boolean;
  close: () => void;
  /** Send it, then close unless there is more to ask; what it throws is shown, and the dialog stays. */
  send: (signed: Signed) => Promise<void>;
  /** Fields that must not be empty, by name. */
  required?: Record<string, string>;
  children?: (errors: Errors) => ReactNode;
};

/** The frame of every change in Admin: its fields, then who makes it and why. */
export function WriteDialog({ title, text, submit, danger, close, send, required, children }: Props) {
  const [signed, setSigned] = useState<Signed>({ staff_name: "", reason: "" });
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const show = (found: Errors, rest: ApiError | null) => {
    setErrors(found);
    setFailure(rest);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const found = missing({ ...required, reason: signed.reason });
    if (signed.staff_name === "") found.staff_name = desk("acting.missing");
    show(found, null);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await send(signed);
      setBusy(false);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setBusy(false);
      const fields = Object.fromEntries(error.fields.map(({ field, message }) => [field, message]));
      show(fields, error.fields.length > 0 ? null : error);
    }
  };
  return (
    <Dialog open onOpenChange={(open) => !open && close()}>
      <DialogContent
        aria-describedby={text ? undefined : ""}
        onInteractOutside={(event) => event.preventDefault()}
      >
        <form ref={form} onSubmit={save} noValidate>
          <DialogHeader>
            <DialogTitle>{title}</DialogTitle>
            {text && <DialogDescription>{text}</DialogDescription>}
          </DialogHeader>
          <DialogBody>
            {children?.(errors)}
            <ActingAs
              value={signed.staff_name}
              onChange={(staff_name) => setSigned({ ...signed, staff_name })}
              error={errors.staff_name}
            />
            <Field label={t("reason")} hint={t("reason.hint")} required error={errors.reason}>
              {(control) => (
                <Textarea
                  {...control}
                  className="min-h-16!"
                  maxLength={500}
                  value={signed.reason}
                  onChange={(event) => setSigned({ ...signed, reason: event.target.value })}
                />
              )}
            </Field>
            {failure && <Failure error={failure} />}
          </DialogBody>
          <DialogFooter>
            <Button variant="ghost" onClick={close}>
              {common("cancel")}
            </Button>
            <Button type="submit" variant={danger ? "danger" : "primary"} busy={busy ? t("busy") : undefined}>
              {submit}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function missing(values: Record<string, string>): Errors {
  const empty = Object.entries(values).filter(([, value]) => value.trim() === "");
  return Object.fromEntries(empty.map(([name]) => [name, t("missing")]));
}
