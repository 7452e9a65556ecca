import { ModelIn3d } from "@/components/model3d/model-in-3d";
import { printerOf } from "@/components/model3d/printer-of";
import type { Turning } from "@/components/model3d/use-turning";
import { address } from "@/lib/api";
import type { Job } from "@/types/job";
import { useCatalogue } from "../job-queries";

/** The model of a job on the bed of the printer that was asked for. */
export function JobIn3d({ job, turning }: { job: Job; turning: Turning }) {
  const { data: catalog } = useCatalogue();
  if (turning.state === "still") return null;
  return (
    <div className="px-5 pb-4">
      <ModelIn3d
        src={address("/api/v1/jobs/{job_id}/preview", { job_id: job.id })}
        name={job.original_filename}
        printer={printerOf(catalog, job.printer)}
        turning={turning}
      />
    </div>
  );
}
