import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

/** A table that scrolls by itself where the screen is narrow; the scroller can be reached by keyboard. */
export function Table({ className, label, ...props }: ComponentProps<"table"> & { label: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="relative w-full overflow-x-auto focus-visible:outline-3"
    >
      <table className={cn("w-full border-collapse text-left text-[15px]", className)} {...props} />
    </section>
  );
}

export function Th({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={cn(
        "h-10 whitespace-nowrap border-border border-b px-3 font-medium text-muted-foreground text-sm",
        className,
      )}
      {...props}
    />
  );
}

export function Td({ className, ...props }: ComponentProps<"td">) {
  return <td className={cn("border-border border-b px-3 py-2.5 align-middle", className)} {...props} />;
}
