import type { ReactNode } from "react";
import { money } from "@/lib/utils";
import t from "@/messages/actions";

type Props = { cents: number | null; how?: ReactNode };

/** The price as it grows while numbers are typed, and how it comes about. */
export function PriceLine({ cents, how }: Props) {
  return (
    <output className="flex flex-wrap items-baseline justify-between gap-x-4 rounded-md border border-border bg-muted px-4 py-3">
      <span className="font-medium text-[15px]">{t("price")}</span>
      {cents === null ? (
        <span className="text-[15px] text-muted-foreground">{t("price.empty")}</span>
      ) : (
        <span className="figures font-semibold text-xl tracking-tight">{money(cents)}</span>
      )}
      {cents !== null && how && (
        <span className="figures basis-full text-right text-muted-foreground text-sm">{how}</span>
      )}
    </output>
  );
}
