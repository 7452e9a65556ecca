"use client";

import { useEffect, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { ApiError, call } from "@/lib/api";
import { countdown } from "@/lib/utils";
import t from "@/messages/confirm";

/** When the API allows the next link, as it says with a refusal; now when it says nothing. */
function allowedAt({ extra }: ApiError): number {
  return typeof extra.can_resend_at === "string" ? new Date(extra.can_resend_at).getTime() : Date.now();
}

/** Count the seconds until a moment; 0 when it has come. */
function useSecondsUntil(at_ms: number): number {
  const [now_ms, setNow] = useState(Date.now);
  const left_ms = at_ms - now_ms;
  useEffect(() => {
    if (left_ms <= 0) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [left_ms]);
  return Math.max(0, left_ms / 1000);
}

/** The link has run out: one button for a new one, or how long to wait for it. */
export function ExpiredLink({ token, error }: { token: string; error: ApiError }) {
  const [allowed_at_ms, setAllowedAt] = useState(() => allowedAt(error));
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const wait_s = useSecondsUntil(allowed_at_ms);

  const send = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const sent = await call("post", "/api/v1/submit/resend-confirmation", { body: { token } });
      setSentTo(sent.sent_to);
    } catch (refused) {
      if (!(refused instanceof ApiError)) throw refused;
      setFailure(refused);
      setAllowedAt(allowedAt(refused));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="plate mt-4 grid gap-5 rounded-lg border border-border bg-card p-6 sm:p-9">
      <h1 className="font-semibold text-3xl tracking-[-0.02em]">{t("expired.title")}</h1>
      {sentTo ? (
        <Alert kind="success" live title={t("expired.sent", { email: sentTo })}>
          {t("expired.sentText")}
        </Alert>
      ) : (
        <>
          <p className="text-lg leading-relaxed">{error.message}</p>
          {failure && <Failure error={failure} />}
          {wait_s > 0 ? (
            <p className="figures font-medium text-lg">{t("expired.wait", { time: countdown(wait_s) })}</p>
          ) : (
            <Button
              size="large"
              busy={busy ? t("expired.sending") : undefined}
              onClick={send}
              className="justify-self-start"
            >
              {t("expired.send")}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
