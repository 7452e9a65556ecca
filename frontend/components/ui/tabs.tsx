"use client";

import { Tabs as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

export const Tabs = Primitive.Root;
export const TabsContent = Primitive.Content;

export function TabsList({ className, ...props }: ComponentProps<typeof Primitive.List>) {
  return (
    <Primitive.List
      className={cn("flex gap-1 overflow-x-auto border-border border-b [scrollbar-width:none]", className)}
      {...props}
    />
  );
}

/** A tab; with `count` it shows a live number beside its name. */
export function TabsTrigger({
  className,
  children,
  count,
  ...props
}: ComponentProps<typeof Primitive.Trigger> & { count?: number }) {
  return (
    <Primitive.Trigger
      className={cn(
        "-mb-px flex h-11 shrink-0 items-center gap-2 border-transparent border-b-2 px-3 text-[15px] text-muted-foreground -outline-offset-2 hover:text-foreground data-[state=active]:border-spark data-[state=active]:font-medium data-[state=active]:text-foreground",
        className,
      )}
      {...props}
    >
      {children}
      {count !== undefined && (
        <span className="figures min-w-6 rounded-md bg-secondary px-1.5 text-center text-secondary-foreground text-sm leading-6">
          {count.toLocaleString("en")}
        </span>
      )}
    </Primitive.Trigger>
  );
}
