import { type Rates, readDecimal, readNumber } from "@/lib/price";
import { money } from "@/lib/utils";
import t from "@/messages/actions";
import type { Subject } from "./forms";

/** Today's rates for the job's method, which a quote fixes; null when the catalogue has lost the method. */
export function ratesToday({ job, catalog }: Subject): Rates | null {
  const method = catalog.methods.find(({ name }) => name === job.print_method);
  if (method === undefined) return null;
  const { cents_per_gram, grams_per_ml } = method;
  return { cents_per_gram, grams_per_ml, minimum_cents: catalog.minimum_cents };
}

/** The rates that the student accepted; without a quote, today's. */
export function ratesAccepted(subject: Subject): Rates | null {
  return subject.job.quote?.rates ?? ratesToday(subject);
}

/** How a price comes about: grams times rate, or the minimum. */
export function howPriced(grams: string, cents: number, rates: Rates): string {
  const product = t("price.rate", { grams: readNumber(grams) ?? grams, rate: money(rates.cents_per_gram) });
  return cents === rates.minimum_cents ? `${product} · ${t("price.minimum")}` : product;
}

/** Whether a number above zero was typed. */
export function isPositive(text = ""): boolean {
  const read = readDecimal(text);
  return read !== null && read.digits > 0n;
}
