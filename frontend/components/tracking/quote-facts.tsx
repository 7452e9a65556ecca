import { Fact, Facts } from "@/components/ui/facts";
import { duration, money } from "@/lib/utils";
import t from "@/messages/tracking";
import type { PublicQuote } from "@/types/job";

/** What a price is made of: grams times rate, and the minimum; hours are told, never charged. */
export function QuoteFacts({ quote, currency }: { quote: PublicQuote; currency: string }) {
  const { weight_g, volume_ml, time_hours, price_cents, cents_per_gram, minimum_cents } = quote;
  return (
    <>
      <Facts>
        <Fact name={t("price.weight")}>
          {volume_ml === null
            ? t("price.weightG", { grams: weight_g })
            : t("price.volume", { grams: weight_g, ml: volume_ml })}
        </Fact>
        <Fact name={t("price.rate")}>{t("price.rateText", { price: money(cents_per_gram, currency) })}</Fact>
        <Fact name={t("price.minimum")}>
          {t("price.minimumText", { price: money(minimum_cents, currency) })}
        </Fact>
        <Fact name={t("price.time")}>{t("price.timeText", { time: duration(time_hours) })}</Fact>
        <Fact name={t("price.price")}>
          <strong className="font-semibold">{money(price_cents, currency)}</strong>
        </Fact>
      </Facts>
      {price_cents === minimum_cents && (
        <p className="mt-3 text-muted-foreground text-sm">{t("price.minimumApplies")}</p>
      )}
    </>
  );
}
