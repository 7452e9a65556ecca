"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/failure";
import { ApiError, call } from "@/lib/api";
import common from "@/messages/common";
import t from "@/messages/scripts";
import { eventsKey, filesKey } from "../job-queries";
import type { Opening, Scripted } from "./use-opening";

type Props = { found: Scripted; opening: Opening; take: () => void };

/** Offers a copy without scripts, or the file as it is. */
export function ScriptsChoice({ found, opening, take }: Props) {
  const client = useQueryClient();
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const { job_id, name: file, staff_name } = found;
  const copy = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      const options = { path: { job_id }, body: { staff_name, file } };
      const { name } = await call("post", "/api/v1/jobs/{job_id}/remove-scripts", options);
      void client.invalidateQueries({ queryKey: filesKey(job_id) });
      void client.invalidateQueries({ queryKey: eventsKey(job_id) });
      toast.success(t("copied", { name }));
      await opening.open({ job_id, name }, staff_name);
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <form onSubmit={copy} className="contents">
      {error && (
        <div className="px-6 pb-4">
          <Failure error={error} />
        </div>
      )}
      <DialogFooter>
        <Button variant="ghost" onClick={opening.forget}>
          {common("cancel")}
        </Button>
        <Button ref={found.isUnknown ? first : undefined} variant="dangerQuiet" onClick={take}>
          {t("asItIs")}
        </Button>
        {!found.isUnknown && (
          <Button ref={first} type="submit" busy={busy ? t("copy.busy") : undefined}>
            {t("copy")}
          </Button>
        )}
      </DialogFooter>
    </form>
  );
}
