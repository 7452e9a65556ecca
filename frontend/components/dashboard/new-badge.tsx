import t from "@/messages/dashboard";

/** Beats until somebody has reviewed the job; it stands still where the reader wants less motion. */
export function NewBadge() {
  return (
    <span
      title={t("new.hint")}
      className="inline-flex items-center gap-1.5 rounded-md border border-spark/50 px-1.5 font-semibold text-foreground text-xs uppercase leading-5 tracking-wide"
    >
      <span aria-hidden className="size-2 animate-beat rounded-full bg-spark" />
      {t("new")}
    </span>
  );
}
