"use client";

import { type FormEvent, useState } from "react";
import { ApiError } from "@/lib/api";
import t from "@/messages/desk";

type Send = (staff_name: string) => Promise<void>;

/**
 * A small form that is sent in somebody's name: `acting` is for ActingAs, and nothing is sent without a name.
 * What the API refuses is the error, unless `settles` says that it is seen to otherwise.
 */
export function useSigned(send: Send, settles: (refusal: ApiError) => boolean = () => false) {
  const [value, onChange] = useState("");
  const [isAsked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (busy || value === "") return;
    setBusy(true);
    try {
      await send(value);
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      setError(settles(failure) ? null : failure);
    } finally {
      setBusy(false);
    }
  };
  const missing = isAsked && value === "" ? t("acting.missing") : undefined;
  return { acting: { value, onChange, error: missing }, submit, busy, error };
}
