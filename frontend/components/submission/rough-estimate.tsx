import { about, type Choice, estimatesFor } from "@/lib/estimate";
import t from "@/messages/estimate";
import type { Catalog, Report } from "@/types/job";

type Props = { report: Report; catalog: Catalog; choice: Choice };

/** What the print will roughly take and cost, for each material until one is chosen. */
export function RoughEstimate({ report, catalog, choice }: Props) {
  const shown = estimatesFor(report, catalog, choice);
  if (shown.length === 0) return null;
  return (
    <div>
      <h3 className="font-medium text-[15px]">{t("title")}</h3>
      <dl className="figures mt-1 grid gap-2 text-[15px]">
        {shown.map(({ name, estimate }) => (
          <div key={name}>
            <dt className="text-muted-foreground">{name}</dt>
            <dd>
              {about(estimate, catalog.currency)} {estimate.supports_likely && t("supports")}{" "}
              {estimate.is_sliced && t("sliced")}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
