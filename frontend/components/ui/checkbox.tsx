import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "@/lib/utils";
import { CheckIcon } from "./icons";

type Props = Omit<ComponentProps<"input">, "type" | "children"> & { children: ReactNode };

/** A box to tick with its sentence; the whole line is the target. A real input, so forms and readers know it. */
export function Checkbox({ className, children, id, ...props }: Props) {
  const own = useId();
  return (
    <label
      htmlFor={id ?? own}
      className={cn(
        "flex min-h-11 cursor-pointer items-start gap-3 py-2.5 has-disabled:cursor-not-allowed has-disabled:opacity-60",
        className,
      )}
    >
      <span className="relative mt-px grid size-6 shrink-0 place-items-center">
        <input
          id={id ?? own}
          type="checkbox"
          className="peer size-6 cursor-pointer appearance-none rounded-md border border-input bg-card checked:border-primary checked:bg-primary hover:border-foreground/60 aria-invalid:border-2 aria-invalid:border-destructive"
          {...props}
        />
        <CheckIcon
          strokeWidth={3}
          className="pointer-events-none absolute size-4 text-primary-foreground opacity-0 peer-checked:opacity-100"
        />
      </span>
      <span className="min-w-0 leading-6">{children}</span>
    </label>
  );
}
