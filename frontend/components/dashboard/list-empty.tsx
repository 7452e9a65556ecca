import { CircleCheckBig, Inbox, PackageOpen, SearchX } from "lucide-react";
import { Button, buttonVariants } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { statusOf } from "@/lib/lifecycle";
import t from "@/messages/dashboard";
import { countFilters, type View, withoutFilters } from "./view";
import { titleOf } from "./words";

type Props = {
  view: View;
  change: (patch: Partial<View>) => void;
  /** How many jobs there are at all. */
  total: number;
};

/** Nothing to show: says why, and what to do next. */
export function ListEmpty({ view, change, total }: Props) {
  if (countFilters(view) > 0 || view.search !== "") return <NothingFits view={view} change={change} />;
  if (total === 0) {
    return (
      <EmptyState
        icon={Inbox}
        title={t("empty.first.title")}
        action={
          <a href="/submit" className={buttonVariants({ variant: "secondary" })}>
            {t("empty.first.action")}
          </a>
        }
      >
        {t("empty.first.text")}
      </EmptyState>
    );
  }
  const isOpenTab = view.tab === "open";
  return (
    <EmptyState
      icon={isOpenTab ? CircleCheckBig : PackageOpen}
      title={isOpenTab ? t("empty.open.title") : t("empty.tab.title", { tab: statusOf(view.tab).title })}
      action={
        <Button variant="secondary" onClick={() => change({ tab: isOpenTab ? "all" : "open" })}>
          {isOpenTab ? t("empty.open.action") : t("empty.tab.action")}
        </Button>
      }
    >
      {isOpenTab ? t("empty.open.text") : t("empty.tab.text")}
    </EmptyState>
  );
}

function NothingFits({ view, change }: Omit<Props, "total">) {
  return (
    <EmptyState
      icon={SearchX}
      title={t("empty.search.title")}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          {view.tab !== "all" && (
            <Button onClick={() => change({ tab: "all" })}>{t("empty.search.everywhere")}</Button>
          )}
          {countFilters(view) > 0 && (
            <Button
              variant="secondary"
              onClick={() => change({ ...withoutFilters(view), search: view.search })}
            >
              {t("filters.clear")}
            </Button>
          )}
          {view.search !== "" && (
            <Button variant="secondary" onClick={() => change({ search: "" })}>
              {t("search.clear")}
            </Button>
          )}
        </div>
      }
    >
      {t("empty.search.text", { tab: titleOf(view.tab) })}
    </EmptyState>
  );
}
