"use client";

import t from "@/messages/broken";

/** What every page turns into when it breaks. It stands alone: whatever it used might be what broke. */
export function Broken({ reset }: { reset: () => void }) {
  return (
    <main className="mx-auto max-w-3xl px-5 py-16 sm:px-8">
      <h1 className="font-semibold text-3xl tracking-tight">{t("title")}</h1>
      <p className="mt-3 text-lg text-muted-foreground leading-relaxed">{t("text")}</p>
      <button
        type="button"
        onClick={reset}
        className="mt-7 h-13 rounded-md bg-primary px-6 font-medium text-primary-foreground"
      >
        {t("retry")}
      </button>
    </main>
  );
}
