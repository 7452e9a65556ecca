"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { readPasted } from "@/lib/tracking-link";
import t from "@/messages/home";

/** Takes a pasted tracking link to its page, and explains why a reference alone does not open one. */
export function TrackForm() {
  const [text, setText] = useState("");
  const [error, setError] = useState<string>();

  const open = (event: FormEvent) => {
    event.preventDefault();
    const pasted = readPasted(text);
    if (pasted.kind === "link") location.assign(pasted.path);
    else if (pasted.kind === "empty") setError(t("track.empty"));
    else if (pasted.kind === "reference") setError(t("track.reference", { reference: pasted.reference }));
    else setError(t("track.unknown", { example: `${location.origin}/track/` }));
  };
  return (
    <section
      id="track"
      aria-labelledby="track-title"
      className="mt-14 rounded-lg border border-border bg-card p-6 sm:p-8"
    >
      <h2 id="track-title" className="font-semibold text-2xl tracking-tight">
        {t("track.title")}
      </h2>
      <p className="mt-1 text-muted-foreground">{t("track.text")}</p>
      <form noValidate onSubmit={open} className="mt-5 grid gap-3 sm:grid-cols-[1fr_auto]">
        <Field label={t("track.label")} error={error} required>
          {(control) => (
            <Input
              {...control}
              value={text}
              onChange={(event) => setText(event.target.value)}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              inputMode="url"
            />
          )}
        </Field>
        <Button type="submit" variant="secondary" className="h-12! sm:mt-7">
          {t("track.open")}
        </Button>
        <p role="status" className="sr-only">
          {error}
        </p>
      </form>
    </section>
  );
}
