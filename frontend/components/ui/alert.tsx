import type { ReactNode } from "react";
import { cn } from "@/lib/utils";
import { ErrorIcon, InfoIcon, SuccessIcon, WarningIcon } from "./icons";

const LOOKS = {
  info: { tone: "cyan", Icon: InfoIcon },
  success: { tone: "green", Icon: SuccessIcon },
  warning: { tone: "amber", Icon: WarningIcon },
  danger: { tone: "red", Icon: ErrorIcon },
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
      <Icon className="mt-0.5 size-5 shrink-0 text-tone" />
      <div className="flex min-w-0 flex-col gap-1 text-[15px] leading-relaxed">
        {title && <p className="font-semibold">{title}</p>}
        {children}
      </div>
    </div>
  );
}
