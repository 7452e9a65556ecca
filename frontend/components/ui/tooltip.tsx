"use client";

import { Tooltip as Primitive } from "radix-ui";
import type { ReactNode } from "react";

export const TooltipProvider = Primitive.Provider;

/** A hint on hover and focus. What matters must also stand somewhere in plain sight. */
export function Tooltip({ hint, children }: { hint: ReactNode; children: ReactNode }) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-72 animate-fade-in rounded-md bg-foreground px-2.5 py-1.5 text-background text-sm shadow-float"
        >
          {hint}
          <Primitive.Arrow className="fill-foreground" />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
