"use client";

import { type ComponentProps, createContext, type ReactNode, useContext, useId } from "react";
import { cn } from "@/lib/utils";
import { FieldError } from "./field";

type Group = { name: string; value: string; onChange: (value: string) => void };
const GroupContext = createContext<Group | null>(null);

type Props = Omit<ComponentProps<"fieldset">, "onChange"> & {
  label: ReactNode;
  value: string;
  onChange: (value: string) => void;
  error?: string;
};

/** One of a few things, each shown. Real radio inputs: arrow keys and readers work by themselves. */
export function RadioGroup({ label, value, onChange, error, className, children, ...props }: Props) {
  const name = useId();
  return (
    <fieldset
      aria-invalid={error ? true : undefined}
      aria-describedby={error ? `${name}-error` : undefined}
      className="min-w-0"
      {...props}
    >
      <legend className="mb-1.5 font-medium text-[15px] leading-snug">{label}</legend>
      <GroupContext value={{ name, value, onChange }}>
        <div className={cn("grid gap-2", className)}>{children}</div>
      </GroupContext>
      {error && (
        <div className="mt-1.5">
          <FieldError id={`${name}-error`}>{error}</FieldError>
        </div>
      )}
    </fieldset>
  );
}

/** One choice as a card: a title, what it means, and something at its end (a price, a size). */
export function RadioCard(props: {
  value: string;
  title: ReactNode;
  end?: ReactNode;
  children?: ReactNode;
  disabled?: boolean;
}) {
  const group = useContext(GroupContext);
  if (group === null) throw new Error("RadioCard stands inside a RadioGroup");
  const checked = group.value === props.value;
  return (
    <label className="flex min-h-13 cursor-pointer items-start gap-3 rounded-md border border-input/55 bg-card p-3.5 transition-colors hover:border-input has-checked:border-primary has-checked:bg-accent has-checked:shadow-[inset_0_0_0_1px_var(--primary)] has-focus-visible:outline-3 has-focus-visible:outline-ring has-focus-visible:outline-offset-2 has-disabled:cursor-not-allowed has-disabled:opacity-60">
      <input
        type="radio"
        name={group.name}
        value={props.value}
        checked={checked}
        disabled={props.disabled}
        onChange={() => group.onChange(props.value)}
        className="mt-0.5 size-5 shrink-0 cursor-pointer appearance-none rounded-full border border-input bg-card outline-none checked:border-6 checked:border-primary"
      />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="font-medium">{props.title}</span>
          {props.end && <span className="figures text-muted-foreground text-sm">{props.end}</span>}
        </span>
        {props.children && (
          <span className="mt-0.5 block text-muted-foreground text-sm">{props.children}</span>
        )}
      </span>
    </label>
  );
}
