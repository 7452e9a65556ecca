import { messages } from "@/lib/messages";

/** Archive and prune. */
export default messages({
  title: "Old jobs",
  intro:
    "Archive what was closed long ago; later, prune what is archived. Every step counts first and asks you to type the count.",
  archive: "Archive…",
  "archive.title": "Archive old jobs",
  "archive.text":
    "Jobs that were picked up, rejected or canceled move to Archived, and so do their folders. Nothing is deleted.",
  "archive.go": "Archive now",
  "archive.started": "The jobs are being archived one by one. The counts on the dashboard follow.",
  prune: "Prune…",
  "prune.title": "Prune archived jobs",
  "prune.text":
    "Archived jobs are deleted for good: the job, its folder and the student’s file. The log and the payments stay.",
  "prune.go": "Delete for good",
  "prune.started": "The jobs are being deleted one by one. The counts on the dashboard follow.",
  days: "In this state for at least (days)",
  "days.hint": "30 or more.",
  count: "Count first",
  confirm: "Type “{words}” to go on",
  erase: "Erase a student…",
  "erase.title": "Erase a student",
  "erase.text":
    "Everything that names this student goes for good: closed jobs, files, mails, and the names in the log and the payments. Sums and counts stay.",
  "erase.email": "E-mail address of the student",
  "erase.confirm": "Type the address once more to go on",
  "erase.look": "Look what there is",
  "erase.go": "Erase for good",
  note: "Archived jobs still show under “Archived”, with everything in them. Pruned jobs are gone; only a backup of before has them.",
});
