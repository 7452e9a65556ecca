import { type ReactNode, useId } from "react";

/** One part of the form under its heading. */
export function FormPart({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <h2 id={id} className="mb-4 font-semibold text-xl tracking-tight">
        {title}
      </h2>
      <div className="grid gap-6">{children}</div>
    </section>
  );
}

/** Bring the first refused field into sight and put the cursor there. */
export function focusFirstInvalid(form: HTMLElement): void {
  const invalid = form.querySelector<HTMLElement>('[aria-invalid="true"]');
  const control = invalid?.matches("[role=radiogroup]")
    ? invalid.querySelector<HTMLElement>("input")
    : invalid;
  (control ?? invalid)?.focus({ preventScroll: true });
  invalid?.scrollIntoView({ block: "center", behavior: "smooth" });
}
