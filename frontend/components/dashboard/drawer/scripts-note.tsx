import { ErrorIcon } from "@/components/ui/icons";
import t from "@/messages/scripts";
import type { FolderFile, Job } from "@/types/job";

export type Carried = { scripts: readonly string[]; isUnknown: boolean; acceptedBy: string | null };

const MOST_SHOWN = 3;

/** What a file of the folder carries; null when nothing needs to be said. */
export function carriedBy(file: FolderFile): Carried | null {
  const { scripts, scripts_unknown: isUnknown, scripts_accepted_by: acceptedBy } = file;
  return scripts.length > 0 || isUnknown ? { scripts, isUnknown, acceptedBy } : null;
}

/** What the student's own file carries, as the check found it when it came in. */
export function carriedByOriginal(job: Job): Carried | null {
  const found = job.warnings.some(({ code }) => code === "scripts");
  return found ? { scripts: [], isUnknown: false, acceptedBy: null } : null;
}

/** Says beside a file that it carries scripts, for whoever opens or downloads it. */
export function ScriptsNote({ carried: { scripts, isUnknown, acceptedBy } }: { carried: Carried }) {
  const rest = scripts.length - MOST_SHOWN;
  return (
    <div
      data-tone={acceptedBy ? "amber" : "red"}
      className="mx-2 mb-2 flex gap-2.5 rounded-md border border-tone-line bg-tone-soft px-3 py-2 text-sm"
    >
      <ErrorIcon className="mt-0.5 size-4 shrink-0 text-tone" />
      <div className="min-w-0">
        <p className="font-medium">
          {acceptedBy ? t("note.accepted", { who: acceptedBy }) : t(isUnknown ? "note.unknown" : "note")}
        </p>
        {scripts.slice(0, MOST_SHOWN).map((script) => (
          <code key={script} className="line-clamp-2 break-words">
            {script}
          </code>
        ))}
        {rest > 0 && <p className="text-muted-foreground">{t("more", { count: rest })}</p>}
      </div>
    </div>
  );
}
