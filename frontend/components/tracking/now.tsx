import type { ReactNode } from "react";
import { buttonVariants } from "@/components/ui/button";
import { money } from "@/lib/utils";
import t, { meaning } from "@/messages/tracking";
import type { TrackView } from "@/types/job";

/** What happens now, and what is needed from the student. */
export function Now({ view }: { view: TrackView }) {
  const { status, quote, currency, confirm_url, queue_position, pickup, reference } = view;
  if (confirm_url && quote) {
    return (
      <Plate view={view} title={t("now.answer")}>
        <p>{t("now.answerText", { price: money(quote.price_cents, currency) })}</p>
        <a
          href={new URL(confirm_url).pathname}
          className={buttonVariants({ size: "large", className: "mt-4 w-full sm:w-auto" })}
        >
          {t("now.look")}
        </a>
      </Plate>
    );
  }
  if (pickup) {
    return (
      <Plate view={view} title={t("now.collect")}>
        <p>{t("now.collectText", { reference, place: pickup })}</p>
      </Plate>
    );
  }
  const waitsForAnswer = view.can_cancel && quote !== null && queue_position === null;
  return (
    <Plate view={view} title={t(waitsForAnswer ? "now.expired" : "now.title")}>
      <p>{waitsForAnswer ? t("now.expiredText") : meaning(status)}</p>
      {queue_position !== null && (
        <p className="mt-1 font-medium">{t("now.queue", { count: queue_position })}</p>
      )}
    </Plate>
  );
}

function Plate({ view, title, children }: { view: TrackView; title: string; children: ReactNode }) {
  return (
    <section
      data-tone={view.tone}
      aria-labelledby="now"
      className="overflow-hidden rounded-lg border border-tone-line bg-tone-soft"
    >
      <div aria-hidden className="layers h-2 bg-tone-solid" />
      <div className="p-5 text-lg leading-relaxed sm:p-7">
        <h2 id="now" className="mb-1 font-semibold text-xl tracking-tight">
          {title}
        </h2>
        {children}
      </div>
    </section>
  );
}
