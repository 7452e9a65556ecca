import { Time } from "@/components/ui/time";
import { actionOf } from "@/lib/lifecycle";
import { duration, exactly, money } from "@/lib/utils";
import t from "@/messages/job";
import type { Job } from "@/types/job";
import { Fact, FactList, Section } from "./section";

/** The price, how it came about, and how long it can be confirmed. */
export function QuoteFacts({ job: { quote, status } }: { job: Job }) {
  if (quote === null) return null;
  const { rates } = quote;
  const canConfirm = actionOf("confirm")?.sources.includes(status);
  return (
    <Section title={t("quote")}>
      <FactList>
        <Fact name={t("price")}>
          <span className="font-semibold">{money(quote.price_cents)}</span>
          <span className="block text-muted-foreground text-sm">
            {t("rate", { rate: money(rates.cents_per_gram), minimum: money(rates.minimum_cents) })}
          </span>
        </Fact>
        <Fact name={t("weight")}>
          {t("grams", { grams: quote.weight_g })}
          {quote.volume_ml === null ? "" : ` (${t("millilitres", { ml: quote.volume_ml })})`}
        </Fact>
        <Fact name={t("time")}>{duration(quote.time_hours)}</Fact>
        <Fact name={t("quoted")}>
          <Time iso={quote.quoted_at} />
        </Fact>
        <Fact name={t("comment")}>{quote.comment}</Fact>
      </FactList>
      {quote.confirm_expires_at && canConfirm && (
        <p className="mt-2 text-muted-foreground text-sm">
          {quote.confirmation_expired
            ? t("link.expired")
            : t("link.until", { when: exactly(quote.confirm_expires_at) })}
        </p>
      )}
    </Section>
  );
}
