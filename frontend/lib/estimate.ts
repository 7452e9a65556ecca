import { duration, money } from "@/lib/utils";
import t from "@/messages/estimate";
import type { Catalog, Estimate, Report } from "@/types/job";

/** The chosen way of printing; what is not chosen yet is left open. */
export type Choice = { print_method?: string | undefined; printer?: string | undefined };

/** Say what a print will roughly take and cost. */
export function about(estimate: Estimate, currency: string): string {
  return t("about", {
    grams: roughGrams(estimate),
    hours: roughHours(estimate),
    price: roughPrice(estimate, currency),
  });
}

/** Write the weight as "12 to 18 g". */
export function roughGrams({ grams_low, grams_high }: Estimate): string {
  return t("grams", { grams: range(String(grams_low), String(grams_high)) });
}

/** Write the print time as "1 h 30 min to 2 h". */
export function roughHours({ hours_low, hours_high }: Estimate): string {
  return range(duration(rough(hours_low)), duration(rough(hours_high)));
}

/** Write the price as "$3.00 to $4.20". */
export function roughPrice({ price_low_cents, price_high_cents }: Estimate, currency: string): string {
  return range(money(price_low_cents, currency), money(price_high_cents, currency));
}

function range(low: string, high: string): string {
  return low === high ? low : t("range", { low, high });
}

/** Round hours to what can be promised so early: five minutes below an hour, then half hours, hours from ten on. */
function rough(hours: number): number {
  const per_hour = hours < 0.95 ? 12 : hours < 10 ? 2 : 1;
  return Math.max(1, Math.round(hours * per_hour)) / per_hour;
}

/** Find the estimates that matter for a choice: for its printer, else for the first that takes the model, per method. */
export function estimatesFor(
  report: Report,
  catalog: Catalog,
  { print_method, printer }: Choice,
): { name: string; estimate: Estimate }[] {
  const { estimates = {} } = report; // a report that the browser kept from before an update has none
  return catalog.methods
    .filter(({ name }) => !print_method || name === print_method)
    .flatMap((method) => {
      const names = method.printers.map(({ name }) => name).filter((name) => !printer || name === printer);
      const found = names.find((name) => estimates[name]);
      const estimate = found && estimates[found];
      return estimate ? [{ name: printer || method.name, estimate }] : [];
    });
}
