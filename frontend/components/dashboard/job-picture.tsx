import { Box } from "lucide-react";
import { address } from "@/lib/api";
import { cn } from "@/lib/utils";
import t from "@/messages/dashboard";

type Props = { job: { id: string; has_thumbnail: boolean }; className?: string };

/** The picture of the model on a build plate. It adds nothing that is not said in words beside it. */
export function JobPicture({ job, className }: Props) {
  return (
    <span
      className={cn(
        "plate grid shrink-0 place-items-center overflow-hidden rounded-md border border-border bg-muted",
        className,
      )}
    >
      {job.has_thumbnail ? (
        // biome-ignore lint/performance/noImgElement: the API makes the picture in its one size, behind the session
        <img
          src={address("/api/v1/jobs/{job_id}/thumbnail", { job_id: job.id })}
          alt=""
          loading="lazy"
          className="size-full object-contain"
        />
      ) : (
        <Box
          aria-label={t("picture.missing")}
          strokeWidth={1.25}
          className="size-1/2 text-muted-foreground"
        />
      )}
    </span>
  );
}
