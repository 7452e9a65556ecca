"use client";

import { type ReactNode, useId } from "react";
import { cn } from "@/lib/utils";
import t from "@/messages/common";
import { ErrorIcon } from "./icons";
import { Label } from "./label";

/** What a control inside a Field must carry so that label, hint and error belong to it. */
export type FieldControl = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
};

type Props = {
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  /** Marks the label; checking is the form's. */
  required?: boolean;
  className?: string;
  children: (control: FieldControl) => ReactNode;
};

/** A label, one control, a hint, and the error of this field when there is one. */
export function Field({ label, hint, error, required, className, children }: Props) {
  const id = useId();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  const control: FieldControl = {
    id,
    "aria-describedby": described || undefined,
    "aria-invalid": error ? true : undefined,
    "aria-required": required || undefined,
  };
  return (
    <div data-slot="field" className={cn("flex flex-col gap-1.5", className)}>
      <div className="flex items-baseline justify-between gap-3">
        <Label htmlFor={id}>{label}</Label>
        {!required && <span className="text-muted-foreground text-sm">{t("optional")}</span>}
      </div>
      {children(control)}
      {hint && (
        <p id={`${id}-hint`} className="text-muted-foreground text-sm">
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

/** The sentence that stands under a refused field. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} data-slot="field-error" className="flex gap-1.5 font-medium text-destructive text-sm">
      <ErrorIcon className="mt-0.5 size-4 shrink-0" />
      {children}
    </p>
  );
}
