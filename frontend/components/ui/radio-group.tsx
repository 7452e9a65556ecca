"use client";

import { createContext, type ReactNode, useContext, useId } from "react";
import { cn } from "@/lib/utils";
import { FieldError } from "./field";

type Group = { name: string; value: string; onChange: (value: string) => void };
const GroupContext = createContext<Group | null>(null);

type Props = {
  label: ReactNode;
  value: string;
  onChange: (value: string) => void;
  error?: string;
  className?: string;
  children: ReactNode;
};

/** One of a few things, each shown. Real radio inputs: arrow keys and readers work by themselves. */
export function RadioGroup({ label, value, onChange, error, className, children }: Props) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-labelledby={`${name}-label`}
      aria-describedby={error ? `${name}-error` : undefined}
      aria-invalid={error ? true : undefined}
      className="grid min-w-0 gap-1.5"
    >
      <p id={`${name}-label`} className="font-medium text-[15px] leading-snug">
        {label}
      </p>
      <GroupContext value={{ name, value, onChange }}>
        <div className={cn("grid gap-2", className)}>{children}</div>
      </GroupContext>
      {error && <FieldError id={`${name}-error`}>{error}</FieldError>}
    </div>
  );
}

type CardProps = {
  value: string;
  title: ReactNode;
  end?: ReactNode;
  children?: ReactNode;
  disabled?: boolean;
};

/** One choice as a card: a title, what it means, and something at its end (a price, a size). */
export function RadioCard({ value, title, end, children, disabled }: CardProps) {
  const group = useContext(GroupContext);
  if (group === null) throw new Error("RadioCard stands inside a RadioGroup");
  return (
    <label className="flex min-h-13 cursor-pointer items-start gap-3 rounded-md border border-input/55 bg-card p-3.5 transition-colors hover:border-input has-disabled:cursor-not-allowed has-checked:border-primary has-checked:bg-accent has-disabled:opacity-60 has-checked:shadow-[inset_0_0_0_1px_var(--primary)] has-focus-visible:outline-3 has-focus-visible:outline-ring has-focus-visible:outline-offset-2">
      <input
        type="radio"
        name={group.name}
        value={value}
        checked={group.value === value}
        disabled={disabled}
        onChange={() => group.onChange(value)}
        className="mt-0.5 size-5 shrink-0 cursor-pointer appearance-none rounded-full border border-input bg-card outline-none checked:border-6 checked:border-primary"
      />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="font-medium">{title}</span>
          {end && <span className="figures text-muted-foreground text-sm">{end}</span>}
        </span>
        {children && <span className="mt-0.5 block text-muted-foreground text-sm">{children}</span>}
      </span>
    </label>
  );
}
