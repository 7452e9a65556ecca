"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { mailName, mailState } from "@/lib/mail-words";
import t from "@/messages/job";
import type { Job, JobMail } from "@/types/job";
import { MailAgain } from "./mail-again";
import { Section } from "./section";

/** Every mail of the job and how far it got; the newest of each kind can be sent again. */
export function Mails({ job }: { job: Job }) {
  const [kind, setKind] = useState<string | null>(null);
  const newest = new Map(job.mails.map((mail) => [mail.kind, mail.id]));
  return (
    <Section title={t("mails")}>
      {job.mails.length === 0 && <p className="text-[15px] text-muted-foreground">{t("mails.none")}</p>}
      <ul className="flex flex-col gap-1.5">
        {job.mails.map((mail) => (
          <Mail
            key={mail.id}
            mail={mail}
            again={newest.get(mail.kind) === mail.id ? () => setKind(mail.kind) : undefined}
          />
        ))}
      </ul>
      {kind !== null && <MailAgain job={job} kind={kind} close={() => setKind(null)} />}
    </Section>
  );
}

function Mail({ mail, again }: { mail: JobMail; again?: () => void }) {
  const { text, tone } = mailState(mail.status);
  return (
    <li className="text-[15px]">
      <div className="flex min-h-8 flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="font-medium">{mailName(mail.kind)}</span>
        <Badge tone={tone} dot>
          {text}
        </Badge>
        <Time iso={mail.sent_at ?? mail.created_at} className="text-muted-foreground text-sm" />
        {again && (
          <Button
            variant="ghost"
            size="dense"
            className="ml-auto"
            aria-label={t("mail.again.what", { kind: mailName(mail.kind) })}
            onClick={again}
          >
            {t("mail.again")}
          </Button>
        )}
      </div>
      {mail.last_error && <p className="break-words text-destructive text-sm">{mail.last_error}</p>}
    </li>
  );
}
