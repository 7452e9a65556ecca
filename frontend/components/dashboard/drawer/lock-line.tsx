import { FolderSync, Lock } from "lucide-react";
import { when } from "@/lib/utils";
import t from "@/messages/job";
import type { Job } from "@/types/job";

/** Who works on the job now, and whether its folder is still on the way. */
export function LockLine({ job }: { job: Job }) {
  return (
    <div role="status" className="empty:hidden">
      {job.lock && (
        <div
          data-tone="violet"
          className="mx-5 mb-4 flex gap-3 rounded-md border border-tone-line bg-tone-soft px-4 py-2.5 text-[15px]"
        >
          <Lock aria-hidden className="mt-1 size-4 shrink-0 text-tone" />
          <div>
            <p className="font-semibold">{t("locked", { name: job.lock.staff_name })}</p>
            <p>
              {t("locked.text", { workstation: job.lock.workstation_name, since: when(job.lock.taken_at) })}
            </p>
          </div>
        </div>
      )}
      {job.is_moving && (
        <p
          data-tone="cyan"
          className="mx-5 mb-4 flex gap-3 rounded-md border border-tone-line bg-tone-soft px-4 py-2.5 text-[15px]"
        >
          <FolderSync aria-hidden className="mt-1 size-4 shrink-0 text-tone" />
          {t("moving")}
        </p>
      )}
    </div>
  );
}
