"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";
import t from "@/messages/common";

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

export const overlayClasses = "fixed inset-0 z-40 animate-fade-in bg-overlay";

/** The cross in the corner of dialogs and drawers. */
export function CloseCross() {
  return (
    <Primitive.Close
      aria-label={t("close")}
      className="absolute top-2.5 right-2.5 grid size-11 place-items-center rounded-md text-muted-foreground hover:bg-accent hover:text-accent-foreground"
    >
      <X aria-hidden className="size-5" />
    </Primitive.Close>
  );
}

/** A dialog: centred on a desk, a sheet from below on a phone. */
export function DialogContent({ className, children, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayClasses} />
      <Primitive.Content
        data-slot="dialog"
        className={cn(
          "fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] animate-rise-in flex-col overflow-y-auto rounded-t-lg border border-border bg-popover text-popover-foreground shadow-float sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[calc(100%-32px)] sm:max-w-lg sm:translate-x-[-50%] sm:translate-y-[-50%] sm:animate-fade-in sm:rounded-lg",
          className,
        )}
        {...props}
      >
        {children}
        <CloseCross />
      </Primitive.Content>
    </Primitive.Portal>
  );
}

export function DialogHeader({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("flex flex-col gap-1.5 px-6 pt-5 pr-14 pb-4", className)} {...props} />;
}

export function DialogBody({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("flex flex-col gap-4 px-6 pb-5", className)} {...props} />;
}

/** The buttons at the foot; the one that acts stands last and, on a phone, on top. */
export function DialogFooter({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cn(
        "sticky bottom-0 mt-auto flex flex-col-reverse gap-2 border-border border-t bg-popover px-6 py-4 sm:flex-row sm:justify-end",
        className,
      )}
      {...props}
    />
  );
}

export function DialogTitle({ className, ...props }: ComponentProps<typeof Primitive.Title>) {
  return <Primitive.Title className={cn("font-semibold text-lg leading-snug", className)} {...props} />;
}

export function DialogDescription({ className, ...props }: ComponentProps<typeof Primitive.Description>) {
  return <Primitive.Description className={cn("text-[15px] text-muted-foreground", className)} {...props} />;
}
