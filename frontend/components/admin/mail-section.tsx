"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { MailCheck } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Table, Th } from "@/components/ui/table";
import { call } from "@/lib/api";
import admin from "@/messages/admin";
import t from "@/messages/mail";
import type { MailStatus, OutboxMail } from "@/types/job";
import { MailFilter } from "./mail-filter";
import { MailRetryDialog } from "./mail-retry";
import { MailRow } from "./mail-row";
import { MailState } from "./mail-state";
import { MailTestDialog } from "./mail-test";
import { AdminSection } from "./section";
import { ShowMore } from "./show-more";

const LOOK_AGAIN_MS = 15_000;

/** The outbox: what is on its way, what failed and why, another try, and a test mail. */
export function MailSection() {
  const [asked, setAsked] = useState<OutboxMail | "test" | null>(null);
  const [status, setStatus] = useState<MailStatus | "">("");
  const query = useInfiniteQuery({
    queryKey: ["outbox", status],
    queryFn: ({ pageParam, signal }) => {
      const wanted = { status: status || undefined, cursor: pageParam || undefined, limit: 10 };
      return call("get", "/api/v1/admin/outbox", { query: wanted, signal });
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchInterval: LOOK_AGAIN_MS,
  });
  const close = () => setAsked(null);
  const first = query.data?.pages[0];
  const mails = query.data?.pages.flatMap(({ outbox }) => outbox) ?? [];
  return (
    <AdminSection
      title={t("title")}
      intro={t("intro")}
      query={query}
      lines={8}
      action={
        <Button variant="secondary" onClick={() => setAsked("test")}>
          <MailCheck aria-hidden />
          {t("test")}
        </Button>
      }
    >
      {first && <MailState health={first.health} />}
      <MailFilter value={status} onChange={setStatus} failed={first?.failed ?? 0} />
      {mails.length === 0 ? (
        <p className="px-5 pb-5 text-muted-foreground">{t(status === "" ? "empty.all" : "empty")}</p>
      ) : (
        <Table label={t("title")}>
          <thead>
            <tr>
              <Th className="pl-5!">{t("column.mail")}</Th>
              <Th>{t("column.state")}</Th>
              <Th className="max-sm:hidden">{t("column.when")}</Th>
              <Th>
                <span className="sr-only">{admin("columns")}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {mails.map((mail) => (
              <MailRow key={mail.id} mail={mail} ask={() => setAsked(mail)} />
            ))}
          </tbody>
        </Table>
      )}
      <ShowMore text={t("more")} query={query} />
      {asked === "test" && <MailTestDialog close={close} />}
      {asked !== null && asked !== "test" && <MailRetryDialog mail={asked} close={close} />}
    </AdminSection>
  );
}
