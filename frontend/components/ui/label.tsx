import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

export function Label({ className, ...props }: ComponentProps<"label">) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the caller passes htmlFor or wraps its control
    <label data-slot="label" className={cn("font-medium text-[15px] leading-snug", className)} {...props} />
  );
}
