import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

/** How every box to type or choose in looks. */
export const controlClasses =
  "w-full min-w-0 rounded-md border border-input bg-card px-3.5 text-base text-foreground transition-colors placeholder:text-muted-foreground hover:border-foreground/60 disabled:cursor-not-allowed disabled:border-border disabled:bg-muted disabled:text-muted-foreground aria-invalid:border-2 aria-invalid:border-destructive";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input data-slot="input" className={cn(controlClasses, "h-12", className)} {...props} />;
}
