import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";
import t from "@/messages/common";

/** The shape of what comes. Give it the size of the real thing. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return <div aria-hidden className={cn("animate-sheen rounded-md bg-secondary", className)} {...props} />;
}

/** A group of skeletons that says in words that something is on its way. */
export function Loading({
  label,
  className,
  children,
}: {
  label?: string;
  className?: string;
  children: React.ReactNode;
}) {
  return (
    <div role="status" className={className}>
      <span className="sr-only">{label ?? t("loading")}</span>
      {children}
    </div>
  );
}
