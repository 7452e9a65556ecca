import { Clock, ClockAlert } from "lucide-react";
import { ageOf } from "@/lib/age";
import { cn, exactly } from "@/lib/utils";
import t from "@/messages/dashboard";

const LOOKS = {
  0: { tone: "slate", className: "text-muted-foreground" },
  1: { tone: "amber", className: "text-tone" },
  2: { tone: "amber", className: "border border-tone-line bg-tone-soft px-1.5 font-medium text-tone" },
  3: { tone: "red", className: "border border-tone-line bg-tone-soft px-1.5 font-semibold text-tone" },
} as const;

/** How long a job has waited in its status: from 24, 48 and 72 hours on it gets louder in colour, shape and words. */
export function AgeMark({ since, now }: { since: string; now: Date }) {
  const age = ageOf(since, now);
  const { tone, className } = LOOKS[age.level];
  const Icon = age.level >= 2 ? ClockAlert : Clock;
  const hint = age.level === 0 ? "" : ` (${t(`age.level${age.level}`)})`;
  return (
    <time
      dateTime={since}
      title={exactly(since)}
      data-tone={tone}
      className={cn(
        "figures inline-flex items-center gap-1 whitespace-nowrap rounded-md text-sm leading-6",
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5" />
      <span aria-hidden>{age.text}</span>
      <span className="sr-only">{t("age.label", { age: age.text }) + hint}</span>
    </time>
  );
}
