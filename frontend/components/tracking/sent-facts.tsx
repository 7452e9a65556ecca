"use client";

import { Alert } from "@/components/ui/alert";
import { Fact, Facts } from "@/components/ui/facts";
import { ModelPicture } from "@/components/ui/model-picture";
import { Time } from "@/components/ui/time";
import { address } from "@/lib/api";
import { about } from "@/lib/estimate";
import t from "@/messages/tracking";
import type { TrackView } from "@/types/job";

/** The model and the choices, as they were sent, with what the system noticed in the file. */
export function SentFacts({ view, token }: { view: TrackView; token: string }) {
  return (
    <div className="grid gap-4">
      <div className="grid overflow-hidden rounded-lg border border-border bg-card sm:grid-cols-[240px_1fr]">
        {view.has_thumbnail && (
          <ModelPicture
            src={address("/api/v1/track/{token}/thumbnail", { token })}
            alt={t("facts.picture", { name: view.original_filename })}
          />
        )}
        <Facts className="content-center p-5">
          <Fact name={t("facts.file")}>{view.original_filename}</Fact>
          <Fact name={t("facts.material")}>
            {view.print_method}, {view.color}
          </Fact>
          <Fact name={t("facts.printer")}>{view.printer}</Fact>
          <Fact name={t("facts.sent")}>
            <Time iso={view.submitted_at} exact />
          </Fact>
          {view.estimate && <Fact name={t("facts.estimate")}>{about(view.estimate, view.currency)}</Fact>}
        </Facts>
      </div>
      {view.warnings.length > 0 && (
        <Alert kind="warning" title={t("facts.warnings")}>
          {view.warnings.map(({ code, text }) => (
            <p key={code}>{text}</p>
          ))}
        </Alert>
      )}
    </div>
  );
}
