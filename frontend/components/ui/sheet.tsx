"use client";

import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";
import { CloseCross, overlayClasses } from "./dialog";

/** A drawer at the right edge. Title and description are the dialog's: DialogTitle, DialogDescription. */
export const Sheet = Primitive.Root;
export const SheetTrigger = Primitive.Trigger;
export const SheetClose = Primitive.Close;

export function SheetContent({ className, children, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayClasses} />
      <Primitive.Content
        data-slot="sheet"
        className={cn(
          "fixed inset-y-0 right-0 z-50 flex w-full animate-slide-in flex-col overflow-y-auto border-border border-l bg-popover text-popover-foreground shadow-float sm:max-w-xl",
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
