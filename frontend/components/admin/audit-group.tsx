import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import t from "@/messages/audit";
import type { Finding } from "@/types/job";

const AT_ONCE = 100;
const SHOWN = 100;

type Props = { findings: Finding[]; ask: (findings: Finding[]) => void };

/** The findings of one kind: what it means, each with its place, and what can be done about them. */
export function AuditGroup({ findings, ask }: Props) {
  const [first] = findings;
  if (!first) return null;
  return (
    <section aria-label={first.title} className="rounded-md border border-border">
      <div className="flex flex-wrap items-start justify-between gap-3 border-border border-b px-4 py-3">
        <div className="min-w-60 flex-1">
          <h3 className="flex flex-wrap items-center gap-2 font-semibold">
            {first.title}
            <Badge tone="amber">{findings.length}</Badge>
          </h3>
          <p className="max-w-prose text-[15px] text-muted-foreground">{first.text}</p>
        </div>
        {findings.length > 1 && (
          <Button variant="secondary" size="dense" onClick={() => ask(findings.slice(0, AT_ONCE))}>
            {t("ask.all", { count: Math.min(findings.length, AT_ONCE) })}
          </Button>
        )}
      </div>
      <ul className="divide-y divide-border">
        {findings.slice(0, SHOWN).map((finding) => (
          <li key={finding.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
            <span className="min-w-0 flex-1 break-all font-mono text-sm">{finding.path}</span>
            {finding.is_new && <Badge tone="blue">{t("fresh")}</Badge>}
            {finding.job_id && finding.reference && (
              <a className="text-primary text-sm underline" href={`/dashboard?job=${finding.job_id}`}>
                {finding.reference}
              </a>
            )}
            <Button
              variant="ghost"
              size="dense"
              aria-label={t("ask.what", { path: finding.path })}
              onClick={() => ask([finding])}
            >
              {t("ask")}
            </Button>
          </li>
        ))}
        {findings.length > SHOWN && (
          <li className="px-4 py-2 text-muted-foreground">{t("more", { count: findings.length - SHOWN })}</li>
        )}
      </ul>
    </section>
  );
}
