import { type ReactNode, useId } from "react";

type Props = { title: string; children: ReactNode; aside?: ReactNode };

/** One part of an open job. */
export function Section({ title, children, aside }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-border border-t px-5 py-4">
      <div className="mb-2 flex min-h-6 flex-wrap items-center justify-between gap-2">
        <h3 id={id} className="font-semibold text-[15px]">
          {title}
        </h3>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** Facts as name and value, two columns where there is room. */
export function FactList({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-[minmax(5rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-[15px]">
      {children}
    </dl>
  );
}

/** One fact; nothing is shown for an empty one. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === "") return null;
  return (
    <>
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="figures min-w-0 break-words">{children}</dd>
    </>
  );
}
