"use client";

import { Keyboard, ListFilter } from "lucide-react";
import { type RefObject, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";
import t from "@/messages/dashboard";
import { FilterPanel } from "./filter-panel";
import { SearchBox } from "./search-box";
import { countFilters, SORTS, type Sort, type View } from "./view";

type Props = {
  view: View;
  change: (patch: Partial<View>, how?: "push" | "replace") => void;
  search: RefObject<HTMLInputElement | null>;
  onHelp: () => void;
};

/** Search, order and filters above the list. */
export function FilterBar({ view, change, search, onHelp }: Props) {
  const set = countFilters(view);
  const [open, setOpen] = useState(set > 0);
  const panel = useId();
  return (
    <search className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <SearchBox
          ref={search}
          value={view.search}
          onChange={(text) => change({ search: text }, "replace")}
        />
        <Button
          variant="secondary"
          aria-expanded={open}
          aria-controls={panel}
          onClick={() => setOpen(!open)}
          aria-label={set > 0 ? `${t("filters")}, ${t("filters.count", { count: set })}` : undefined}
        >
          <ListFilter aria-hidden />
          {t("filters")}
          {set > 0 && (
            <span className="figures grid h-6 min-w-6 place-items-center rounded-md bg-accent text-accent-foreground text-sm">
              {set}
            </span>
          )}
        </Button>
        <NativeSelect
          aria-label={t("sort")}
          className="h-11! w-auto! text-[15px]!"
          value={view.sort}
          onChange={(event) => change({ sort: event.target.value as Sort })}
        >
          {SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {t(`sort.${sort}`)}
            </option>
          ))}
        </NativeSelect>
        <Button
          variant="ghost"
          size="icon"
          className="max-md:hidden"
          aria-label={t("help")}
          title={t("help")}
          onClick={onHelp}
        >
          <Keyboard aria-hidden />
        </Button>
      </div>
      <div id={panel} hidden={!open}>
        {open && <FilterPanel view={view} change={change} />}
      </div>
    </search>
  );
}
