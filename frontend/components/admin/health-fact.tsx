import { Time } from "@/components/ui/time";
import { bytes } from "@/lib/utils";
import t from "@/messages/health";
import type { HealthFacts, HealthPart } from "@/types/job";

type Props = { part: HealthPart; facts: HealthFacts };

/** What is behind the state of a part: how old, how much, how many. */
export function HealthFact({ part, facts }: Props) {
  const { free_bytes, total_bytes, floor_bytes, last_backup_at, last_drill_at, oldest_mail_at } = facts;
  switch (part.component) {
    case "worker":
      return <Moment text={t("seen")} at={facts.worker_seen_at} never={t("seen.never")} />;
    case "scheduler":
      return <Moment text={t("seen")} at={facts.scheduler_seen_at} never={t("seen.never")} />;
    case "mail":
      return (
        <Moment
          text={t("mail.waiting", { count: facts.waiting_mails })}
          at={oldest_mail_at}
          never={t("mail.none")}
        />
      );
    case "disk":
      return (
        <p className="figures">
          {t("disk.free", {
            free: bytes(free_bytes),
            total: bytes(total_bytes),
            floor: bytes(floor_bytes),
          })}
        </p>
      );
    case "backup":
      return (
        <>
          <Moment text={t("backup.last")} at={last_backup_at} never={t("backup.none")} />
          <Moment text={t("drill.last")} at={last_drill_at} never={t("drill.none")} />
        </>
      );
    default:
      return part.state === "ok" ? <p>{t("answers")}</p> : null;
  }
}

function Moment({ text, at, never }: { text: string; at: string | null; never: string }) {
  if (at === null) return <p>{never}</p>;
  return (
    <p>
      {text} <Time iso={at} />
    </p>
  );
}
