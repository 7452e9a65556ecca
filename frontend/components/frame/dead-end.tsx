import type { ReactNode } from "react";
import { StudentFrame } from "./student-frame";

/** A page for what is not there or broke: says so, and offers the way on. */
export function DeadEnd({ title, text, action }: { title: string; text: string; action: ReactNode }) {
  return (
    <StudentFrame>
      <div className="plate mt-6 rounded-lg border border-border px-6 py-16 sm:px-12">
        <div aria-hidden className="mb-7 grid w-24 gap-1.5">
          <span className="h-1.5 rounded-full border border-input border-dashed" />
          <span className="mx-2 h-1.5 rounded-full border border-input border-dashed" />
          <span className="mx-1 h-1.5 rounded-full bg-primary/70" />
          <span className="h-1.5 rounded-full bg-primary" />
        </div>
        <h1 className="font-semibold text-3xl tracking-tight">{title}</h1>
        <p className="mt-3 max-w-prose text-lg text-muted-foreground leading-relaxed">{text}</p>
        <div className="mt-7">{action}</div>
      </div>
    </StudentFrame>
  );
}
