import { cn } from "@/lib/utils";
import t from "@/messages/common";

/** The mark: a print half way up, the hot nozzle above it. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn("size-8", className)}>
      <g stroke="currentColor" strokeWidth="3" strokeLinecap="round">
        <path d="M6 27.5h20" />
        <path d="M8.5 22.5h15" />
        <path d="M9.5 17.5h13" />
      </g>
      <path d="M12.5 3.5h7v4.2l-2.3 3.6h-2.4l-2.3-3.6z" fill="var(--spark)" />
      <path d="M16 12.6h4.5" stroke="var(--spark)" strokeWidth="2.4" strokeLinecap="round" />
    </svg>
  );
}

/** The mark and the product's name, as a way home. */
export function Brand({ href }: { href: string }) {
  return (
    <a href={href} className="-ml-1.5 flex min-h-11 items-center gap-2.5 rounded-md px-1.5 text-primary">
      <Mark />
      <span className="font-semibold text-[17px] text-foreground tracking-tight">{t("product")}</span>
    </a>
  );
}
