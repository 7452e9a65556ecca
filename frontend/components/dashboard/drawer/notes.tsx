"use client";

import { Pencil } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import t from "@/messages/job";
import type { Job } from "@/types/job";
import { NotesEditor } from "./notes-editor";
import { Section } from "./section";

/** The desk's own notes; they need no lock, only that nobody overwrites what he has not read. */
export function Notes({ job }: { job: Job }) {
  const [editing, setEditing] = useState(false);
  const edit = (
    <Button variant="ghost" size="dense" onClick={() => setEditing(true)}>
      <Pencil aria-hidden />
      {t(job.staff_notes ? "notes.edit" : "notes.add")}
    </Button>
  );
  return (
    <Section title={t("notes")} aside={editing ? undefined : edit}>
      {editing ? (
        <NotesEditor job={job} close={() => setEditing(false)} />
      ) : (
        <p className="whitespace-pre-wrap break-words text-[15px]">
          {job.staff_notes || (
            <span className="text-muted-foreground">
              {t("notes.none")} {t("notes.hint")}
            </span>
          )}
        </p>
      )}
    </Section>
  );
}
