"use client";

import { ModelPicture } from "@/components/ui/model-picture";
import { Time } from "@/components/ui/time";
import { address, call } from "@/lib/api";
import { money } from "@/lib/utils";
import t from "@/messages/confirm";
import facts from "@/messages/tracking";
import type { ConfirmView } from "@/types/job";
import { Accept } from "./accept";
import { QuoteFacts } from "./quote-facts";
import { Sure } from "./sure";

type Props = {
  view: ConfirmView;
  token: string;
  onAnswer: (view: ConfirmView) => void;
  onReload: () => void;
};

/** What will be printed, what it costs and why; then yes or no. */
export function PriceQuestion({ view, token, onAnswer, onReload }: Props) {
  const { quote, currency, original_filename, reference } = view;
  const decline = async (reason: string) =>
    onAnswer(await call("post", "/api/v1/confirm/{token}/decline", { path: { token }, body: { reason } }));
  return (
    <div className="grid gap-8 pt-4">
      <div>
        <p className="text-muted-foreground [overflow-wrap:anywhere]">
          {t("for", { reference, file: original_filename })}
        </p>
        <h1 className="figures mt-1 font-semibold text-4xl tracking-[-0.03em]">
          {t("heading", { price: money(view.price_cents, currency) })}
        </h1>
      </div>
      <section className="grid overflow-hidden rounded-lg border border-border bg-card sm:grid-cols-[1fr_1fr]">
        {view.has_thumbnail && (
          <ModelPicture
            src={address("/api/v1/confirm/{token}/thumbnail", { token })}
            alt={facts("facts.picture", { name: original_filename })}
          />
        )}
        <div className="p-5 sm:p-7">
          <p className="mb-4 font-medium">
            {view.print_method}, {view.color}
            <span className="block font-normal text-muted-foreground">{view.printer}</span>
          </p>
          <QuoteFacts quote={quote} currency={currency} />
        </div>
        {quote.comment && (
          <div className="border-border border-t p-5 sm:col-span-2 sm:px-7">
            <p className="text-muted-foreground text-sm">{facts("price.comment")}</p>
            <p className="mt-0.5 whitespace-pre-line">{quote.comment}</p>
          </div>
        )}
      </section>
      {/* Another price is another question: the tick for the old one must not carry over. */}
      <Accept key={view.price_cents} view={view} token={token} onAnswer={onAnswer} onReload={onReload} />
      <p className="text-[15px] text-muted-foreground">
        {t("until")} <Time iso={view.expires_at} exact />.
      </p>
      <Sure
        act={decline}
        words={{
          ask: t("decline"),
          sure: t("decline.sure"),
          text: t("decline.text"),
          reason: t("decline.reason"),
          act: t("decline.do"),
          acting: t("decline.doing"),
          back: t("decline.back"),
        }}
      />
    </div>
  );
}
