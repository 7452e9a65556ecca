import type { ComponentType, ReactNode } from "react";
import { cn } from "@/lib/utils";

type Props = {
  icon: ComponentType<{ className?: string; strokeWidth?: number }>;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** Nothing here yet: says why, and what the next step is. */
export function EmptyState({ icon: Icon, title, children, action, className }: Props) {
  return (
    <div
      className={cn(
        "plate flex flex-col items-center rounded-lg border border-border px-6 py-14 text-center",
        className,
      )}
    >
      <Icon strokeWidth={1.5} className="size-10 text-muted-foreground" />
      <p className="mt-4 font-semibold text-lg">{title}</p>
      {children && <div className="mt-1 max-w-md text-muted-foreground">{children}</div>}
      {action && <div className="mt-5">{action}</div>}
    </div>
  );
}
