"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { Errors } from "@/lib/rules";
import common from "@/messages/common";
import t from "@/messages/submit";
import type { Bind } from "./use-form";

type Props = { disciplines: string[]; errors: Errors; bind: Bind };

/** Name, e-mail, discipline, class. */
export function WhoFields({ disciplines, errors, bind }: Props) {
  return (
    <>
      <Field label={t("student_name")} error={errors.student_name} required>
        {(control) => <Input {...control} {...bind("student_name")} autoComplete="name" />}
      </Field>
      <Field label={t("student_email")} hint={t("student_email.hint")} error={errors.student_email} required>
        {(control) => (
          <Input
            {...control}
            {...bind("student_email")}
            type="email"
            inputMode="email"
            autoComplete="email"
            spellCheck={false}
          />
        )}
      </Field>
      <div className="grid gap-6 sm:grid-cols-2">
        <Field label={t("discipline")} error={errors.discipline} required>
          {(control) => (
            <NativeSelect {...control} {...bind("discipline")}>
              <option value="">{common("choose")}</option>
              {disciplines.map((discipline) => (
                <option key={discipline}>{discipline}</option>
              ))}
            </NativeSelect>
          )}
        </Field>
        <Field label={t("class_number")} hint={t("class_number.hint")} error={errors.class_number} required>
          {(control) => <Input {...control} {...bind("class_number")} autoComplete="off" />}
        </Field>
      </div>
    </>
  );
}
