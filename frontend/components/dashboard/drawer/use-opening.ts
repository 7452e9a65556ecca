"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { ApiError, call } from "@/lib/api";
import { lastName, rememberName } from "@/lib/last-name";
import { launched } from "@/lib/launch";
import { eventsKey, filesKey } from "../job-queries";

/** A file of a job; without a name, the one that will be printed, else the recommended one. */
export type Wanted = { job_id: string; name?: string };

/** A file that is not opened before somebody has decided about the scripts in it; `staff_name` wanted to open it. */
export type Scripted = {
  job_id: string;
  name: string;
  sha256: string;
  scripts: readonly string[];
  isUnknown: boolean;
  staff_name: string;
};

/** Read the refusal of a file that carries scripts; null when it is about something else. */
export function scriptedBy({ code, extra }: ApiError, job_id: string, staff_name: string): Scripted | null {
  if (code !== "scripts_not_accepted") return null;
  const { file, sha256, scripts, scripts_unknown } = extra as Record<string, unknown>;
  return {
    job_id,
    name: String(file),
    sha256: String(sha256),
    scripts: Array.isArray(scripts) ? scripts.map(String) : [],
    isUnknown: scripts_unknown === true,
    staff_name,
  };
}

export type Opening = {
  /** The file that waits for somebody to say who they are. */
  asked: Wanted | null;
  /** What did not seem to open, and where it lies below the storage. */
  silent: { job_id: string; path: string } | null;
  /** The file whose scripts wait for a decision. */
  scripted: Scripted | null;
  open: (wanted: Wanted, staff_name?: string) => Promise<void>;
  found: (scripted: Scripted) => void;
  forget: () => void;
};

/** Open files in the slicer of this workstation, and notice when nothing seems to happen. */
export function useOpening(): Opening {
  const client = useQueryClient();
  const [asked, setAsked] = useState<Opening["asked"]>(null);
  const [silent, setSilent] = useState<Opening["silent"]>(null);
  const [scripted, setScripted] = useState<Opening["scripted"]>(null);
  const open = async (wanted: Wanted, staff_name = lastName()) => {
    setSilent(null);
    setAsked(staff_name === "" ? wanted : null);
    if (staff_name === "") return;
    const { job_id, name } = wanted;
    try {
      const options = { path: { job_id }, body: { staff_name, file: name } };
      const { link, path } = await call("post", "/api/v1/jobs/{job_id}/opened", options);
      setScripted(null);
      void client.invalidateQueries({ queryKey: eventsKey(job_id) });
      void client.invalidateQueries({ queryKey: filesKey(job_id) });
      if (!(await launched(link))) setSilent({ job_id, path });
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      const found = scriptedBy(failure, job_id, staff_name);
      setScripted(found);
      if (found) return;
      if (failure.fields.some(({ field }) => field === "staff_name")) rememberName("");
      toast.error(failure.message);
    }
  };
  const forget = () => {
    setAsked(null);
    setSilent(null);
    setScripted(null);
  };
  return { asked, silent, scripted, open, found: setScripted, forget };
}
