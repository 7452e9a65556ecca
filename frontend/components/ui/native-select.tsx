import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";
import { ChevronDownIcon } from "./icons";
import { controlClasses } from "./input";

/** The browser's own select in our clothes. */
export function NativeSelect({ className, children, ...props }: ComponentProps<"select">) {
  return (
    <div className="relative">
      <select
        data-slot="native-select"
        className={cn(controlClasses, "h-12 appearance-none truncate pr-10", className)}
        {...props}
      >
        {children}
      </select>
      <ChevronDownIcon className="pointer-events-none absolute top-1/2 right-3.5 size-4 -translate-y-1/2 text-muted-foreground" />
    </div>
  );
}
