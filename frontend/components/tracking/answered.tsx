"use client";

import { useEffect, useRef } from "react";
import { buttonVariants } from "@/components/ui/button";
import { money } from "@/lib/utils";
import t from "@/messages/confirm";
import type { ConfirmView } from "@/types/job";

/** The price has its answer, from just now or from before. */
export function Answered({ view }: { view: ConfirmView }) {
  const confirmed = view.answer === "confirmed";
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className="plate mt-4 overflow-hidden rounded-lg border border-border bg-card">
      <div aria-hidden className={`layers h-3 ${confirmed ? "bg-spark" : "bg-input"}`} />
      <div className="p-6 sm:p-9">
        <p className="text-muted-foreground [overflow-wrap:anywhere]">
          {t("for", { reference: view.reference, file: view.original_filename })}
        </p>
        <h1 ref={title} tabIndex={-1} className="mt-1 font-semibold text-3xl tracking-[-0.02em]">
          {t(confirmed ? "done.confirmed" : "done.closed")}
        </h1>
        <p className="mt-3 text-lg leading-relaxed">
          {confirmed
            ? t("done.confirmedText", { price: money(view.price_cents, view.currency) })
            : t("done.closedText", { status: view.status_title })}
        </p>
        <a
          href={new URL(view.tracking_url).pathname}
          className={buttonVariants({ size: "large", className: "mt-6" })}
        >
          {t("done.follow")}
        </a>
      </div>
    </div>
  );
}
