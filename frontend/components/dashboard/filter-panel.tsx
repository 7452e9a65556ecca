"use client";

import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Label } from "@/components/ui/label";
import { NativeSelect } from "@/components/ui/native-select";
import t from "@/messages/dashboard";
import type { Catalog } from "@/types/job";
import { useCatalogue } from "./job-queries";
import { countFilters, FLAG_FILTERS, TEXT_FILTERS, type View, withoutFilters } from "./view";

type Props = { view: View; change: (patch: Partial<View>) => void };

/** What the catalogue offers for a filter; a value of the URL that is no longer offered stays choosable. */
function choices(catalog: Catalog | undefined, name: (typeof TEXT_FILTERS)[number], now: string): string[] {
  const offered = {
    printer: catalog?.methods.flatMap((method) => method.printers.map((printer) => printer.name)),
    method: catalog?.methods.map((method) => method.name),
    discipline: catalog?.disciplines,
  }[name];
  return [...new Set([...(offered ?? []), ...(now ? [now] : [])])];
}

/** The filters of the list. */
export function FilterPanel({ view, change }: Props) {
  const { data: catalog } = useCatalogue();
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-2 rounded-lg border border-border bg-card px-4 py-3">
      {TEXT_FILTERS.map((name) => (
        <div key={name} className="flex min-w-40 flex-1 flex-col gap-1 sm:max-w-56">
          <Label htmlFor={`filter-${name}`} className="text-muted-foreground text-sm!">
            {t(`filter.${name}`)}
          </Label>
          <NativeSelect
            id={`filter-${name}`}
            className="h-11! text-[15px]!"
            value={view[name]}
            onChange={(event) => change({ [name]: event.target.value })}
          >
            <option value="">{t("filter.any")}</option>
            {choices(catalog, name, view[name]).map((choice) => (
              <option key={choice} value={choice}>
                {choice}
              </option>
            ))}
          </NativeSelect>
        </div>
      ))}
      <div className="flex flex-wrap gap-x-5">
        {FLAG_FILTERS.map((name) => (
          <Checkbox
            key={name}
            checked={view[name]}
            onChange={(event) => change({ [name]: event.target.checked })}
          >
            <span className="text-[15px]">{t(`filter.${name}`)}</span>
          </Checkbox>
        ))}
      </div>
      {countFilters(view) > 0 && (
        <Button variant="ghost" onClick={() => change({ ...withoutFilters(view), search: view.search })}>
          {t("filters.clear")}
        </Button>
      )}
    </div>
  );
}
