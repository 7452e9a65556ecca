import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

/** The tones of the lifecycle; globals.css knows their colours. */
export type Tone = "blue" | "amber" | "violet" | "cyan" | "green" | "slate" | "red";

type Props = ComponentProps<"span"> & { tone?: Tone | (string & {}); dot?: boolean };

/** A short word in a tone. With `dot`, colour is doubled by a mark. */
export function Badge({ tone = "slate", dot, className, children, ...props }: Props) {
  return (
    <span
      data-slot="badge"
      data-tone={tone}
      className={cn(
        "inline-flex w-fit items-center gap-1.5 whitespace-nowrap rounded-md border border-tone-line bg-tone-soft px-2 py-0.5 font-medium text-sm text-tone",
        className,
      )}
      {...props}
    >
      {dot && <span aria-hidden className="size-2 rounded-full bg-tone-solid" />}
      {children}
    </span>
  );
}
