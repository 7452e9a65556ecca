"use client";

import { useEffect, useRef } from "react";
import { ActingAs } from "@/components/frame/acting-as";
import { useSigned } from "@/components/frame/use-signed";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/failure";
import { call } from "@/lib/api";
import t from "@/messages/scripts";
import { type Opening, type Scripted, scriptedBy } from "./use-opening";

type Props = { found: Scripted; opening: Opening; back: () => void };

/** Takes the scripts of a file in somebody's name, and opens it then. */
export function ScriptsAsTheyAre({ found, opening, back }: Props) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("select")?.focus(), []);
  const { job_id, name, sha256 } = found;
  const take = async (staff_name: string) => {
    const options = { path: { job_id }, body: { staff_name, file: name, sha256 } };
    await call("post", "/api/v1/jobs/{job_id}/accept-scripts", options);
    await opening.open({ job_id, name }, staff_name);
  };
  const { acting, submit, busy, error } = useSigned(take, (refusal) => {
    opening.found(scriptedBy(refusal, job_id, found.staff_name) ?? found);
    return false;
  });
  return (
    <form ref={form} onSubmit={submit} className="contents">
      <DialogBody>
        <Alert kind="warning">{t("asItIs.text")}</Alert>
        <ActingAs {...acting} />
        {error && <Failure error={error} />}
      </DialogBody>
      <DialogFooter>
        <Button variant="ghost" onClick={back}>
          {t("back")}
        </Button>
        <Button type="submit" variant="danger" busy={busy ? t("asItIs.busy") : undefined}>
          {t("asItIs")}
        </Button>
      </DialogFooter>
    </form>
  );
}
