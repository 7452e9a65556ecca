"use client";

import { useState } from "react";
import { toast } from "sonner";
import { call } from "@/lib/api";
import t from "@/messages/retention";
import type { RetentionPlan } from "@/types/job";
import { LineField } from "./line-field";
import { type Signed, WriteDialog } from "./write-dialog";

const FIRST_DAYS = { archive: "90", prune: "365" };

/** Counts first; once there is a count, it has to be typed. */
export function RetentionDialog({ name, close }: { name: "archive" | "prune"; close: () => void }) {
  const [days, setDays] = useState(FIRST_DAYS[name]);
  const [plan, setPlan] = useState<RetentionPlan | null>(null);
  const [confirm, setConfirm] = useState("");
  const isCounted = plan !== null && plan.matching > 0;
  const send = async (signed: Signed) => {
    const body = { ...signed, retention_days: Number(days), dry_run: !isCounted, confirm };
    const found = await call("post", `/api/v1/admin/${name}`, { body });
    setPlan(found);
    if (!found.started) return;
    toast.success(t(`${name}.started`));
    close();
  };
  return (
    <WriteDialog
      title={t(`${name}.title`)}
      text={t(`${name}.text`)}
      submit={isCounted ? t(`${name}.go`) : t("count")}
      danger={isCounted && name === "prune"}
      close={close}
      send={send}
      required={isCounted ? { retention_days: days, confirm } : { retention_days: days }}
    >
      {(errors) => (
        <>
          <LineField
            label={t("days")}
            hint={t("days.hint")}
            error={errors.retention_days}
            type="number"
            inputMode="numeric"
            min={30}
            value={days}
            onChange={(value) => {
              setDays(value);
              setPlan(null);
            }}
          />
          <p role="status" className="font-medium empty:hidden">
            {plan?.message}
          </p>
          {isCounted && (
            <LineField
              label={t("confirm", { words: plan.confirmation })}
              error={errors.confirm}
              value={confirm}
              onChange={setConfirm}
            />
          )}
        </>
      )}
    </WriteDialog>
  );
}
