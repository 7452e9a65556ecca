import type { ReactNode } from "react";
import { cn } from "@/lib/utils";

/** Names and values in two columns. */
export function Facts({ className, children }: { className?: string; children: ReactNode }) {
  return <dl className={cn("figures grid gap-3 text-[15px]", className)}>{children}</dl>;
}

/** One line of Facts. */
export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[92px_1fr] gap-3">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
