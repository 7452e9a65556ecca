"use client";

import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Failure } from "@/components/ui/failure";
import { FieldError } from "@/components/ui/field";
import { ApiError, call } from "@/lib/api";
import { money } from "@/lib/utils";
import t from "@/messages/confirm";
import type { ConfirmView } from "@/types/job";

type Props = {
  view: ConfirmView;
  token: string;
  onAnswer: (view: ConfirmView) => void;
  onReload: () => void;
};

/** The student's yes: a tick that names the price, then the button. Programs that press every button confirm nothing. */
export function Accept({ view, token, onAnswer, onReload }: Props) {
  const [ticked, setTicked] = useState(false);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const box = useRef<HTMLInputElement>(null);
  const price = money(view.price_cents, view.currency);

  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setMissing(!ticked);
    setFailure(null);
    if (!ticked) return box.current?.focus();
    setBusy(true);
    try {
      const body = { accept: true, price_cents: view.price_cents };
      onAnswer(await call("post", "/api/v1/confirm/{token}", { path: { token }, body }));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <form
      noValidate
      onSubmit={confirm}
      className="grid gap-4 rounded-lg border-2 border-primary bg-card p-5 sm:p-7"
    >
      <div>
        <Checkbox
          ref={box}
          checked={ticked}
          onChange={(event) => {
            setTicked(event.target.checked);
            setMissing(false);
          }}
          aria-invalid={missing || undefined}
          aria-describedby={missing ? "accept-error" : "accept-hint"}
        >
          <span className="figures font-semibold text-lg">{t("accept", { price })}</span>
        </Checkbox>
        <p id="accept-hint" className="pl-9 text-[15px] text-muted-foreground">
          {t("acceptHint")}
        </p>
        {missing && (
          <div role="alert" className="mt-2">
            <FieldError id="accept-error">{t("tick", { price })}</FieldError>
          </div>
        )}
      </div>
      {failure && <Failure error={failure} />}
      {failure?.status === 409 && (
        <Button variant="secondary" onClick={onReload}>
          {t("reload")}
        </Button>
      )}
      <Button type="submit" size="large" busy={busy ? t("confirming") : undefined}>
        {t("confirm")}
      </Button>
    </form>
  );
}
