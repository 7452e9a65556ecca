"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { ApiError, call } from "@/lib/api";
import { lastName, rememberName } from "@/lib/last-name";
import { launched } from "@/lib/launch";
import { eventsKey } from "../job-queries";

/** A file of a job; without a name, the one that will be printed, else the recommended one. */
export type Wanted = { job_id: string; name?: string };

export type Opening = {
  /** The file that waits for somebody to say who they are. */
  asked: Wanted | null;
  /** What did not seem to open, and where it lies below the storage. */
  silent: { job_id: string; path: string } | null;
  open: (wanted: Wanted, staff_name?: string) => Promise<void>;
  forget: () => void;
};

/** Open files in the slicer of this workstation, and notice when nothing seems to happen. */
export function useOpening(): Opening {
  const client = useQueryClient();
  const [asked, setAsked] = useState<Opening["asked"]>(null);
  const [silent, setSilent] = useState<Opening["silent"]>(null);
  const open = async (wanted: Wanted, staff_name = lastName()) => {
    setSilent(null);
    setAsked(staff_name === "" ? wanted : null);
    if (staff_name === "") return;
    const { job_id, name } = wanted;
    try {
      const options = { path: { job_id }, body: { staff_name, file: name } };
      const { link, path } = await call("post", "/api/v1/jobs/{job_id}/opened", options);
      void client.invalidateQueries({ queryKey: eventsKey(job_id) });
      if (!(await launched(link))) setSilent({ job_id, path });
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      if (failure.fields.some(({ field }) => field === "staff_name")) rememberName("");
      toast.error(failure.message);
    }
  };
  const forget = () => {
    setAsked(null);
    setSilent(null);
  };
  return { asked, silent, open, forget };
}
