import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Td } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { mailName, mailState } from "@/lib/mail-words";
import t from "@/messages/mail";
import type { OutboxMail } from "@/types/job";

const DONE = new Set(["sent", "superseded"]);

/** One mail: what, to whom, how far it got and why not further. */
export function MailRow({ mail, ask }: { mail: OutboxMail; ask: () => void }) {
  const { text, tone } = mailState(mail.status);
  const kind = mailName(mail.kind);
  return (
    <tr className="align-top last:[&_td]:border-b-0">
      <Td className="pl-5! align-top!">
        <span className="block font-medium">{kind}</span>
        <span className="block [overflow-wrap:anywhere]">{mail.to}</span>
        {mail.reference === null ? (
          <span className="text-muted-foreground text-sm">{t("gone")}</span>
        ) : (
          <Link href={`/dashboard?job=${mail.job_id}`} className="figures text-sm underline">
            {mail.reference}
          </Link>
        )}
      </Td>
      <Td className="align-top! sm:min-w-60">
        <Badge tone={tone} dot>
          {text}
        </Badge>
        {mail.attempts > 0 && mail.status !== "sent" && (
          <span className="ml-2 text-muted-foreground text-sm">
            {t("attempts", { count: mail.attempts })}
          </span>
        )}
        {mail.last_error && (
          <p
            className={`mt-1 text-sm [overflow-wrap:anywhere] ${
              mail.status === "superseded" ? "text-muted-foreground" : "text-destructive"
            }`}
          >
            {mail.last_error}
          </p>
        )}
        {mail.advice && <p className="mt-1 max-w-prose text-sm">{mail.advice}</p>}
      </Td>
      <Td className="whitespace-nowrap align-top! text-muted-foreground max-sm:hidden">
        <Time iso={mail.sent_at ?? mail.created_at} className="block" />
        {mail.next_attempt_at && mail.attempts > 0 && (
          <span className="text-sm">
            {t("next")} <Time iso={mail.next_attempt_at} />
          </span>
        )}
      </Td>
      <Td className="pr-5! text-right align-top!">
        {!DONE.has(mail.status) && (
          <Button
            variant="ghost"
            size="dense"
            aria-label={t("retry.what", { kind, to: mail.to })}
            onClick={ask}
          >
            {t("retry")}
          </Button>
        )}
      </Td>
    </tr>
  );
}
