import { cn } from "@/lib/utils";

type Props = { value: number; max?: number; label: string; className?: string };

/** A bar that fills in layers, like a print. `label` names it for readers. */
export function Progress({ value, max = 100, label, className }: Props) {
  const percent = max > 0 ? Math.min(100, (value / max) * 100) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(percent)}
      className={cn("h-3 overflow-hidden rounded-full bg-secondary", className)}
    >
      <div
        className="layers h-full rounded-full bg-spark transition-[width] duration-200"
        style={{ width: `${percent}%` }}
      />
    </div>
  );
}
