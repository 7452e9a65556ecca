import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import { roughGrams, roughHours } from "@/lib/estimate";
import { sizeInches, sizeMm, volumeCm3 } from "@/lib/utils";
import t from "@/messages/job";
import type { Estimate, Job, ModelWarning } from "@/types/job";
import { Fact, FactList, Section } from "./section";

const LOOKS: Record<string, { tone: string; Icon: typeof Info }> = {
  info: { tone: "cyan", Icon: Info },
  warning: { tone: "amber", Icon: TriangleAlert },
  danger: { tone: "red", Icon: CircleAlert },
};

/** What the inspector knows of the model, warnings first. */
export function Model({ job: { report, warnings, accepted_warnings, printer } }: { job: Job }) {
  return (
    <Section title={t("model")}>
      {warnings.length > 0 && (
        <ul aria-label={t("warnings")} className="mb-3 flex flex-col gap-1.5">
          {warnings.map((warning) => (
            <Noticed
              key={warning.code + warning.text}
              warning={warning}
              known={accepted_warnings.includes(warning.code)}
            />
          ))}
        </ul>
      )}
      {report.ready ? (
        <FactList>
          <Fact name={t("size")}>
            {report.size_mm ? (
              <>
                {sizeMm(report.size_mm)}
                <span className="block text-muted-foreground text-sm">{sizeInches(report.size_mm)}</span>
              </>
            ) : (
              t("size.unknown")
            )}
          </Fact>
          <Fact name={t("triangles")}>{report.triangles?.toLocaleString("en")}</Fact>
          <Fact name={t("volume")}>{report.volume_cm3 === null ? null : volumeCm3(report.volume_cm3)}</Fact>
          <Fact name={t("open_edges")}>
            {report.open_edges === 0 ? t("open_edges.none") : report.open_edges?.toLocaleString("en")}
          </Fact>
          <Fact name={t("fits")}>{fitting(report.fits)}</Fact>
          <Fact name={t("estimate")}>{roughly(report.estimates[printer])}</Fact>
        </FactList>
      ) : (
        <p className="text-[15px] text-muted-foreground">{t("model.reading")}</p>
      )}
    </Section>
  );
}

function roughly(estimate: Estimate | undefined): string | null {
  if (!estimate) return null;
  const values = { grams: roughGrams(estimate), hours: roughHours(estimate) };
  return t(estimate.supports_likely ? "estimate.supports" : "estimate.value", values);
}

function fitting(fits: Record<string, boolean>): string | null {
  const names = Object.entries(fits);
  if (names.length === 0) return null;
  const inside = names.filter(([, does]) => does).map(([name]) => name);
  const outside = names.filter(([, does]) => !does).map(([name]) => t("fits.no", { printer: name }));
  return [inside.join(", "), ...outside].filter(Boolean).join(" · ");
}

function Noticed({ warning, known }: { warning: ModelWarning; known: boolean }) {
  const { tone, Icon } = LOOKS[warning.severity] ?? { tone: "cyan", Icon: Info };
  return (
    <li
      data-tone={tone}
      className="flex gap-2.5 rounded-md border border-tone-line bg-tone-soft px-3 py-2 text-[15px]"
    >
      <Icon aria-hidden className="mt-1 size-4 shrink-0 text-tone" />
      <div>
        <p>{warning.text}</p>
        {known && <p className="mt-0.5 font-medium text-sm">{t("warning.known")}</p>}
      </div>
    </li>
  );
}
