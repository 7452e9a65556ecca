import { Time } from "@/components/ui/time";
import t from "@/messages/job";
import type { Job } from "@/types/job";
import { useCatalogue } from "../job-queries";
import { day } from "../words";
import { Fact, FactList, Section } from "./section";

const linkClasses =
  "text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary";

/** Who asked for what. */
export function People({ job }: { job: Job }) {
  const { data: catalog } = useCatalogue();
  const reasons = job.rejection_reasons.map(
    (code) => catalog?.rejection_reasons.find((reason) => reason.code === code)?.label ?? code,
  );
  return (
    <Section title={t("people")}>
      <FactList>
        <Fact name={t("mail")}>
          <a href={`mailto:${job.student_email}`} className={linkClasses}>
            {job.student_email}
          </a>
        </Fact>
        <Fact name={t("class")}>
          {job.discipline}, {job.class_number}
        </Fact>
        <Fact name={t("method")}>
          {job.print_method}, {job.color}
        </Fact>
        <Fact name={t("printer")}>{job.printer}</Fact>
        <Fact name={t("due")}>{job.due_date && day(job.due_date)}</Fact>
        <Fact name={t("sent")}>
          <Time iso={job.created_at} exact />
        </Fact>
        <Fact name={t("student.notes")}>
          {job.student_notes && <span className="whitespace-pre-wrap">{job.student_notes}</span>}
        </Fact>
        <Fact name={t("storage")}>{job.storage_place}</Fact>
        <Fact name={t("reasons")}>{reasons.join(", ")}</Fact>
        <Fact name={t("closing")}>{job.closing_comment}</Fact>
        <Fact name={t("tracking")}>
          <a href={job.tracking_url} target="_blank" rel="noreferrer" className={linkClasses}>
            {t("tracking.open")}
          </a>
        </Fact>
      </FactList>
    </Section>
  );
}
