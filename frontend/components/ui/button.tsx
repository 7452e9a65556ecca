import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

export const buttonVariants = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-md font-medium transition-colors disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-60 [&_svg]:size-[1.15em] [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-primary text-primary-foreground hover:bg-primary-hover",
        secondary: "border border-input/55 bg-card text-foreground hover:border-input hover:bg-muted",
        ghost: "text-foreground hover:bg-accent hover:text-accent-foreground",
        danger: "bg-destructive text-destructive-foreground hover:bg-destructive-hover",
        dangerQuiet: "border border-destructive/45 bg-card text-destructive hover:bg-destructive/10",
        link: "text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary",
      },
      size: {
        default: "h-11 px-4 text-[15px]",
        large: "h-13 px-6 text-base",
        icon: "size-11",
        dense: "h-8 px-2.5 text-sm",
      },
    },
    defaultVariants: { variant: "primary", size: "default" },
  },
);

type Props = ComponentProps<"button"> & VariantProps<typeof buttonVariants> & { busy?: string };

/** A button. `busy` is the text that replaces the label while its work is under way. A link takes buttonVariants(). */
export function Button({ className, variant, size, busy, type, children, onClick, ...props }: Props) {
  return (
    <button
      type={type ?? "button"}
      className={cn(buttonVariants({ variant, size }), className)}
      aria-disabled={busy ? true : undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...props}
    >
      {busy ? (
        <>
          <span aria-hidden className="size-2 animate-beat rounded-full bg-spark" />
          {busy}
        </>
      ) : (
        children
      )}
    </button>
  );
}
