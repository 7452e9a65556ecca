"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { ActingAs } from "@/components/frame/acting-as";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/failure";
import { ApiError, call } from "@/lib/api";
import desk from "@/messages/desk";
import t from "@/messages/scripts";
import { type Opening, type Scripted, scriptedBy } from "./use-opening";

type Props = { found: Scripted; opening: Opening; back: () => void };

/** Takes the scripts of a file in somebody's name, and opens it then. */
export function ScriptsAsTheyAre({ found, opening, back }: Props) {
  const [staff_name, setStaffName] = useState("");
  const [nobody, setNobody] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("select")?.focus(), []);
  const { job_id, name, sha256 } = found;
  const take = async (event: FormEvent) => {
    event.preventDefault();
    setNobody(staff_name === "");
    if (busy || staff_name === "") return;
    setBusy(true);
    try {
      const options = { path: { job_id }, body: { staff_name, file: name, sha256 } };
      await call("post", "/api/v1/jobs/{job_id}/accept-scripts", options);
      await opening.open({ job_id, name }, staff_name);
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      opening.found(scriptedBy(failure, job_id, found.staff_name) ?? found);
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <form ref={form} onSubmit={take} className="contents">
      <DialogBody>
        <Alert kind="warning">{t("asItIs.text")}</Alert>
        <ActingAs
          value={staff_name}
          onChange={setStaffName}
          error={nobody && staff_name === "" ? desk("acting.missing") : undefined}
        />
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
