import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import { cn, money } from "@/lib/utils";
import t from "@/messages/job";
import type { Job, PaymentLine, PaymentType } from "@/types/job";
import { Section } from "./section";

/** What was paid; voided lines stay in sight. */
export function Payments({ job }: { job: Job }) {
  if (job.payments.length === 0) return null;
  return (
    <Section title={t("payments")}>
      <ul className="flex flex-col gap-3">
        {job.payments.map((line) => (
          <Line key={line.checkout_id} line={line} />
        ))}
      </ul>
    </Section>
  );
}

function Line({ line }: { line: PaymentLine }) {
  const type = t(`type.${line.payment_type as PaymentType}`);
  const more = [
    line.charged_cents === line.calculated_cents
      ? ""
      : t("payment.calculated", { amount: money(line.calculated_cents) }),
    line.reason,
    line.payer === line.picked_up_by ? "" : t("payment.payer", { payer: line.payer }),
  ];
  return (
    <li className="text-[15px]">
      <p className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
        <span className={cn("figures font-semibold", line.is_voided && "line-through")}>
          {money(line.charged_cents)}
        </span>
        <span>
          {type}
          {line.txn_no && `, ${t("payment.txn", { txn: line.txn_no })}`}
        </span>
        {line.is_voided && <Badge tone="red">{t("payment.voided")}</Badge>}
        {line.is_partial && <Badge tone="amber">{t("payment.partial")}</Badge>}
        <Time iso={line.at} className="ml-auto text-muted-foreground text-sm" />
      </p>
      <p className="text-muted-foreground text-sm">
        {t("payment.by", { grams: line.grams, who: line.picked_up_by, staff: line.staff_name })}
      </p>
      {more.some(Boolean) && (
        <p className="text-muted-foreground text-sm">{more.filter(Boolean).join(" · ")}</p>
      )}
    </li>
  );
}
