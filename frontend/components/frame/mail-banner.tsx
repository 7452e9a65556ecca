"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Alert } from "@/components/ui/alert";
import { call } from "@/lib/api";
import t from "@/messages/mail";

const LOOK_AGAIN_MS = 60_000;

/** Tells everybody at the desk that no mail leaves, while the mail server refuses the lab's sign-in. */
export function MailBanner({ isAdmin }: { isAdmin: boolean }) {
  const { data } = useQuery({
    queryKey: ["health"],
    queryFn: ({ signal }) => call("get", "/api/v1/health", { signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });
  if (data?.components.mail !== "refused sign-in") return null;
  return (
    <Alert kind="danger" title={t("banner.title")} className="mb-5">
      <p>
        {t("banner.text")}{" "}
        {isAdmin ? (
          <Link href="/admin" className="underline">
            {t("banner.admin")}
          </Link>
        ) : (
          t("banner.staff")
        )}
      </p>
    </Alert>
  );
}
