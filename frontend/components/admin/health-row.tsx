import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import { partName, standing, trouble } from "@/lib/health";
import t from "@/messages/health";
import type { HealthFacts, HealthPart } from "@/types/job";
import { HealthFact } from "./health-fact";

const TONES = { fine: "green", look: "amber", down: "red" } as const;

/** One part: its name, how it is in a word, what is behind that; for one that is not fine, what to do. */
export function HealthRow({ part, facts }: { part: HealthPart; facts: HealthFacts }) {
  const word = standing(part);
  const failure = part.component === "backup" ? facts.backup_failure : null;
  return (
    <li className="grid gap-x-4 gap-y-1.5 border-border border-t px-5 py-3 text-[15px] sm:grid-cols-[8rem_8.5rem_1fr] sm:items-baseline">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 sm:contents">
        <h3 className="font-medium">{partName(part)}</h3>
        <Badge tone={TONES[word]} dot>
          {t(word)}
        </Badge>
      </div>
      <div className="flex min-w-0 flex-col gap-1">
        {word !== "fine" && (
          <p className="font-medium">
            {trouble(part)}
            {part.since && (
              <span className="font-normal text-muted-foreground">
                {" "}
                {t("since")} <Time iso={part.since} exact />
              </span>
            )}
          </p>
        )}
        <div className="text-muted-foreground">
          <HealthFact part={part} facts={facts} />
        </div>
        {failure && (
          <p className="max-w-prose text-sm [overflow-wrap:anywhere]">
            {t("backup.failure")}: {failure}
          </p>
        )}
        {part.means && <p className="max-w-prose">{part.means}</p>}
        {part.advice && (
          <p className="max-w-prose">
            <span className="font-medium">{t("todo")}:</span> {part.advice}
          </p>
        )}
      </div>
    </li>
  );
}
