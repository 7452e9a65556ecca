"use client";

import { type ReactNode, useEffect, useState } from "react";
import { printerOf } from "@/components/model3d/printer-of";
import { TurnablePicture } from "@/components/model3d/turnable-picture";
import { Alert } from "@/components/ui/alert";
import { Fact, Facts } from "@/components/ui/facts";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { address } from "@/lib/api";
import type { Choice } from "@/lib/estimate";
import { sizeInches, sizeMm, volumeCm3 } from "@/lib/utils";
import { toDecide } from "@/lib/warnings";
import t from "@/messages/report";
import type { Catalog, Report, Upload } from "@/types/job";
import { ModelWarnings } from "./model-warnings";
import { RoughEstimate } from "./rough-estimate";

const SLOW_MS = 15_000;

type Props = { upload: Upload; catalog: Catalog | null; choice: Choice };

/** What the system knows about the file, as it finds it out. */
export function ModelReport({ upload, catalog, choice }: Props) {
  const { report, filename, upload_id } = upload;
  return (
    <section aria-labelledby="report" className="overflow-hidden rounded-lg border border-border bg-card">
      {report.has_thumbnail && (
        <TurnablePicture
          src={address("/api/v1/uploads/{upload_id}/preview", { upload_id })}
          name={filename}
          printer={printerOf(catalog, choice.printer)}
          picture={address("/api/v1/uploads/{upload_id}/thumbnail", { upload_id })}
          alt={t("thumbnail", { name: filename })}
        />
      )}
      {!report.ready && !report.has_thumbnail && <Skeleton className="aspect-4/3 w-full rounded-none!" />}
      <div className="p-5">
        <h2 id="report" className="font-semibold text-lg tracking-tight">
          {t("title")}
        </h2>
        {report.ready ? (
          <Findings report={report}>
            {catalog && <RoughEstimate report={report} catalog={catalog} choice={choice} />}
          </Findings>
        ) : (
          <Reading />
        )}
      </div>
    </section>
  );
}

function Reading() {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Loading label={t(slow ? "slow" : "reading")}>
      <p aria-hidden className="mt-1 text-muted-foreground">
        {t(slow ? "slow" : "reading")}
      </p>
      <Skeleton className="mt-4 h-12 w-3/4" />
      <Skeleton className="mt-3 h-12 w-2/3" />
    </Loading>
  );
}

function Findings({ report, children }: { report: Report; children: ReactNode }) {
  const { size_mm, volume_cm3, triangles, fits, warnings } = report;
  const fitting = Object.keys(fits).filter((printer) => fits[printer]);
  const known = size_mm !== null;
  const grave = toDecide(report); // they stand beside the file, with what to do about them
  return (
    <div role="status" className="mt-3 flex flex-col gap-4">
      {known && (
        <Facts>
          <Fact name={t("size")}>
            {sizeMm(size_mm)}
            <span className="block text-muted-foreground">{sizeInches(size_mm)}</span>
          </Fact>
          {volume_cm3 !== null && <Fact name={t("volume")}>{volumeCm3(volume_cm3)}</Fact>}
          {triangles !== null && <Fact name={t("triangles")}>{triangles.toLocaleString("en")}</Fact>}
          <Fact name={t("fits")}>{fitting.length > 0 ? fitting.join(", ") : t("fitsNone")}</Fact>
        </Facts>
      )}
      {!known && warnings.length === 0 && <p className="text-[15px]">{t("unread")}</p>}
      {known && warnings.length === 0 && <Alert kind="success">{t("clean")}</Alert>}
      <ModelWarnings warnings={warnings.filter((each) => !grave.includes(each))} reasons={[]} />
      {children}
      <p className="text-muted-foreground text-sm">{t("price")}</p>
    </div>
  );
}
