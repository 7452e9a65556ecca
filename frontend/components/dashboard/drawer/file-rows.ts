import { address } from "@/lib/api";
import t from "@/messages/job";
import type { FolderFile, Job } from "@/types/job";
import { type Carried, carriedBy, carriedByOriginal } from "./scripts-note";

/** One file as the list shows it. */
export type Row = {
  key: string;
  name: string;
  size: number;
  href: string;
  modified_at?: string;
  marks: string[];
  carried: Carried | null;
  /** Where the picture by the slicer is. */
  picture: string | null;
  /** Whether it lies in the job's folder, where a slicer finds it. */
  inFolder: boolean;
};

/** The address changes with the content, so that a browser may keep the picture. */
const pictureOf = (job: Job, { name, sha256 }: FolderFile) =>
  address("/api/v1/jobs/{job_id}/pictures/{name}", { job_id: job.id, name }, { v: sha256 });

/** What lies in the job's folder now, and what the student sent where the folder has it no more (or not unchanged). */
export function rowsOf(job: Job, folder: readonly FolderFile[], recommended: string | null): Row[] {
  const sent = job.files.find(({ role }) => role === "original");
  const chosen = job.files.find(({ role }) => role === "authoritative");
  const rows = folder.map((file) => ({
    ...file,
    key: file.name,
    inFolder: true,
    carried: carriedBy(file),
    picture: file.has_picture ? pictureOf(job, file) : null,
    href: address("/api/v1/jobs/{job_id}/files/{name}", { job_id: job.id, name: file.name }),
    marks: [
      file.sha256 === sent?.sha256 ? t("files.original") : "",
      file.sha256 === chosen?.sha256 ? t("files.authoritative") : "",
      file.name === recommended && file.sha256 !== sent?.sha256 && !chosen ? t("files.recommended") : "",
    ].filter(Boolean),
  }));
  if (!sent || folder.some(({ sha256 }) => sha256 === sent.sha256)) return rows;
  const href = address("/api/v1/jobs/{job_id}/original", { job_id: job.id });
  return [
    ...rows,
    {
      key: "original",
      name: sent.name,
      size: sent.size,
      href,
      marks: [t("files.original")],
      inFolder: false,
      carried: carriedByOriginal(job),
      picture: null,
    },
  ];
}
