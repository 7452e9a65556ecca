"use client";

import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Table, Th } from "@/components/ui/table";
import { call } from "@/lib/api";
import t from "@/messages/log";
import { LogProof } from "./log-proof";
import { LogRow } from "./log-row";
import { AdminSection } from "./section";
import { ShowMore } from "./show-more";

/** What happened around the jobs, newest first, and the proof that nobody changed it. */
export function LogSection() {
  const query = useInfiniteQuery({
    queryKey: ["log"],
    queryFn: ({ pageParam, signal }) =>
      call("get", "/api/v1/admin/events", { query: { before: pageParam, limit: 20 }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next_before ?? undefined,
  });
  const proof = useMutation({ mutationFn: () => call("post", "/api/v1/admin/events/verify") });
  const lines = query.data?.pages.flatMap(({ events }) => events) ?? [];
  return (
    <AdminSection
      title={t("title")}
      intro={t("intro")}
      query={query}
      action={
        <Button
          variant="secondary"
          busy={proof.isPending ? t("verify.busy") : undefined}
          onClick={() => proof.mutate()}
        >
          <ShieldCheck aria-hidden />
          {t("verify")}
        </Button>
      }
    >
      <LogProof found={proof.data} error={proof.error} />
      {lines.length === 0 ? (
        <p className="px-5 pb-5 text-muted-foreground">{t("empty")}</p>
      ) : (
        <Table label={t("title")}>
          <thead>
            <tr>
              <Th className="pl-5!">{t("what")}</Th>
              <Th className="max-sm:hidden">{t("who")}</Th>
              <Th>{t("when")}</Th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <LogRow key={line.id} line={line} />
            ))}
          </tbody>
        </Table>
      )}
      <ShowMore text={t("more")} query={query} />
    </AdminSection>
  );
}
