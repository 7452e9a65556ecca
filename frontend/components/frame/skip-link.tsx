import t from "@/messages/common";

/** The first stop of the keyboard: over the header, to the content. */
export function SkipLink() {
  return (
    <a
      href="#content"
      className="sr-only focus:not-sr-only focus:fixed! focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-primary focus:px-4! focus:py-3! focus:text-primary-foreground"
    >
      {t("skip")}
    </a>
  );
}
