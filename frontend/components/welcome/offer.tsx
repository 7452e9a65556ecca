"use client";

import { Skeleton } from "@/components/ui/skeleton";
import { useCatalog } from "@/lib/catalog";
import { bytes, money, sizeInches, sizeMm } from "@/lib/utils";
import t from "@/messages/home";
import type { Method } from "@/types/job";

/** What the lab prints, and what that costs. */
export function Offer() {
  const { catalog, error } = useCatalog();
  if (error) return null;
  return (
    <section aria-labelledby="offer" className="mt-14">
      <h2 id="offer" className="font-semibold text-2xl tracking-tight">
        {t("offer.title")}
      </h2>
      <div className="mt-5 grid gap-4 md:grid-cols-2">
        {catalog
          ? catalog.methods.map((method) => (
              <Offered key={method.name} method={method} currency={catalog.currency} />
            ))
          : ["first", "second"].map((key) => <Skeleton key={key} className="h-52 rounded-lg!" />)}
      </div>
      <p className="mt-4 min-h-6 text-[15px] text-muted-foreground">
        {catalog &&
          t("offer.minimum", {
            price: money(catalog.minimum_cents, catalog.currency),
            formats: catalog.limits.formats.map((format) => format.toUpperCase()).join(", "),
            size: bytes(catalog.limits.max_upload_bytes),
          })}
      </p>
    </section>
  );
}

function Offered({ method, currency }: { method: Method; currency: string }) {
  const largest = method.printers.reduce((a, b) =>
    volume(b.volume_mm) > volume(a.volume_mm) ? b : a,
  ).volume_mm;
  return (
    <div className="flex min-h-52 flex-col rounded-lg border border-border bg-card p-6">
      <div className="flex items-baseline justify-between gap-4">
        <h3 className="font-semibold text-xl tracking-tight">{method.name}</h3>
        <p className="figures font-medium">
          {t("offer.perGram", { price: money(method.cents_per_gram, currency) })}
        </p>
      </div>
      <p className="mt-2 text-muted-foreground leading-relaxed">{method.description}</p>
      <p className="figures mt-auto pt-4 text-[15px]">
        {t("offer.colors", { count: method.colors.length })}
        <br />
        {t("offer.largest", { size: sizeMm(largest) })}
        <br />
        <span className="text-muted-foreground">{sizeInches(largest)}</span>
      </p>
    </div>
  );
}

function volume([x, y, z]: readonly number[]): number {
  return (x ?? 0) * (y ?? 0) * (z ?? 0);
}
