import { Time } from "@/components/ui/time";
import { cn } from "@/lib/utils";
import t from "@/messages/tracking";
import type { TrackView } from "@/types/job";

type Step = TrackView["timeline"][number];

/** The steps behind, the one where the print is now, and those still ahead. */
export function Timeline({ steps, status }: { steps: Step[]; status: string }) {
  return (
    <ol>
      {steps.map((step) => (
        <TimelineStep key={step.status} step={step} isNow={step.status === status} />
      ))}
    </ol>
  );
}

function TimelineStep({ step, isNow }: { step: Step; isNow: boolean }) {
  const { title, tone, at } = step;
  return (
    <li
      data-tone={tone}
      aria-current={isNow ? "step" : undefined}
      className="group grid grid-cols-[20px_1fr] gap-x-4 last:[&_.thread]:hidden"
    >
      <span aria-hidden className="flex flex-col items-center">
        <span className={cn("mt-1.5 size-4 shrink-0 rounded-full", dot(at, isNow))} />
        <span
          className={cn(
            "thread mt-1.5 min-h-6 grow border-l-2",
            at ? "border-primary" : "border-input/60 border-dashed",
          )}
        />
      </span>
      <div className={cn("pb-5", !at && "text-muted-foreground")}>
        <p className={cn("leading-7", isNow && "font-semibold")}>{title}</p>
        <p className="text-muted-foreground text-sm">
          {at ? <Time iso={at} exact /> : t("timeline.ahead")}
          {isNow && ` · ${t("timeline.current")}`}
        </p>
      </div>
    </li>
  );
}

function dot(at: string | null, isNow: boolean): string {
  if (isNow) return "bg-tone-solid ring-4 ring-tone-soft";
  return at ? "bg-primary" : "border-2 border-input/70 border-dashed";
}
