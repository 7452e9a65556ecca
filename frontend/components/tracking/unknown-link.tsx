import { buttonVariants } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import type { ApiError } from "@/lib/api";
import t from "@/messages/tracking";

/** A link that leads nowhere, or an API that does not answer: its words, and another try where that can help. */
export function UnknownLink({ title, error, again }: { title: string; error: ApiError; again: () => void }) {
  const canHelp = error.status === 0 || error.status === 429 || error.status >= 500;
  return (
    <div className="grid gap-6 pt-6">
      <h1 className="font-semibold text-3xl tracking-tight">{title}</h1>
      <Failure error={error} title="" again={canHelp ? again : undefined} />
      <a href="/#track" className={buttonVariants({ variant: "secondary", className: "justify-self-start" })}>
        {t("home")}
      </a>
    </div>
  );
}
