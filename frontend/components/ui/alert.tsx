import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/utils";

const LOOKS = {
  info: { tone: "cyan", Icon: Info },
  success: { tone: "green", Icon: CircleCheck },
  warning: { tone: "amber", Icon: TriangleAlert },
  danger: { tone: "red", Icon: CircleAlert },
} as const;

export type AlertKind = keyof typeof LOOKS;

type Props = {
  kind?: AlertKind;
  title?: ReactNode;
  children?: ReactNode;
  className?: string;
  live?: boolean;
};

/** A message that stays in sight. `live` reads it out at once when it appears after something the reader did. */
export function Alert({ kind = "info", title, children, className, live }: Props) {
  const { tone, Icon } = LOOKS[kind];
  return (
    <div
      data-slot="alert"
      data-tone={tone}
      role={live ? "alert" : undefined}
      className={cn(
        "flex gap-3 rounded-md border border-tone-line bg-tone-soft px-4 py-3 text-foreground",
        className,
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-tone" />
      <div className="flex min-w-0 flex-col gap-1 text-[15px] leading-relaxed">
        {title && <p className="font-semibold">{title}</p>}
        {children}
      </div>
    </div>
  );
}
