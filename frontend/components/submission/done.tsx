"use client";

import { useEffect, useRef } from "react";
import { Button, buttonVariants } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { useCatalog } from "@/lib/catalog";
import t from "@/messages/submitted";
import type { Submitted } from "@/types/job";

type Props = { submitted: Submitted; email: string; onAnother: () => void };

/** It worked: the reference, the tracking link, and what happens next. */
export function Done({ submitted: { job, tracking_url }, email, onAnother }: Props) {
  const { catalog } = useCatalog();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus();
    scrollTo({ top: 0 });
  }, []);
  return (
    <div className="grid max-w-3xl gap-9 pt-4">
      <h1 ref={title} tabIndex={-1} className="font-semibold text-4xl tracking-[-0.03em]">
        {t("title", { name: job.student_name })}
      </h1>
      <div className="plate overflow-hidden rounded-lg border border-border bg-card">
        <div aria-hidden className="layers h-3 bg-spark" />
        <div className="grid gap-6 p-6 sm:p-8">
          <div>
            <p className="text-muted-foreground text-sm">{t("reference")}</p>
            <p className="figures font-semibold text-3xl tracking-tight">{job.reference}</p>
            <p className="mt-1 text-muted-foreground [overflow-wrap:anywhere]">{job.original_filename}</p>
          </div>
          <div>
            <p className="text-muted-foreground text-sm">{t("link")}</p>
            <p className="mt-1 text-[15px] [overflow-wrap:anywhere]">{tracking_url}</p>
            <div className="mt-3 flex flex-wrap gap-3">
              <a href={new URL(tracking_url).pathname} className={buttonVariants()}>
                {t("open")}
              </a>
              <CopyButton text={tracking_url} what={t("linkName")} />
            </div>
            <p className="mt-3 text-muted-foreground text-sm">{t("linkHint")}</p>
          </div>
        </div>
      </div>
      <section aria-labelledby="next">
        <h2 id="next" className="font-semibold text-xl tracking-tight">
          {t("next")}
        </h2>
        <ol className="mt-3 grid list-decimal gap-2 pl-5 leading-relaxed marker:text-muted-foreground">
          <li>
            {t("mail", { email })}{" "}
            {catalog?.shows_inbox && (
              <a href="/inbox" className="text-primary underline underline-offset-4">
                {t("inbox")}
              </a>
            )}
          </li>
          <li>{t("review", { hours: catalog?.hours ?? "" })}</li>
          <li>{t("price")}</li>
        </ol>
      </section>
      <Button variant="secondary" size="large" onClick={onAnother} className="justify-self-start">
        {t("another")}
      </Button>
    </div>
  );
}
