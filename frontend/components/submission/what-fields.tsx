"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { type Errors, isoDay } from "@/lib/rules";
import t from "@/messages/submit";
import type { Bind } from "./use-form";

/** What the desk should know about the model. */
export function WhatFields({ errors, bind }: { errors: Errors; bind: Bind }) {
  return (
    <>
      <Field label={t("notes")} hint={t("notes.hint")} error={errors.notes}>
        {(control) => <Textarea {...control} {...bind("notes")} />}
      </Field>
      <Field label={t("due_date")} hint={t("due_date.hint")} error={errors.due_date} className="sm:max-w-64">
        {(control) => (
          <Input
            {...control}
            {...bind("due_date")}
            type="date"
            min={isoDay(new Date())}
            suppressHydrationWarning
          />
        )}
      </Field>
    </>
  );
}
