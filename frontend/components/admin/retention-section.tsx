"use client";

import { Archive, Trash2, UserX } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import t from "@/messages/retention";
import { EraseDialog } from "./erase-dialog";
import { RetentionDialog } from "./retention-dialog";
import { AdminSection } from "./section";

const THERE = { data: true, error: null, refetch: () => undefined };

/** Archive what was closed long ago, prune what is archived, and forget a student. */
export function RetentionSection() {
  const [asked, setAsked] = useState<"archive" | "prune" | "erase" | null>(null);
  const close = () => setAsked(null);
  return (
    <AdminSection
      title={t("title")}
      intro={t("intro")}
      query={THERE}
      action={
        <div className="flex flex-wrap gap-2">
          <Button variant="secondary" onClick={() => setAsked("archive")}>
            <Archive aria-hidden />
            {t("archive")}
          </Button>
          <Button variant="secondary" onClick={() => setAsked("prune")}>
            <Trash2 aria-hidden />
            {t("prune")}
          </Button>
          <Button variant="secondary" onClick={() => setAsked("erase")}>
            <UserX aria-hidden />
            {t("erase")}
          </Button>
        </div>
      }
    >
      <p className="max-w-prose px-5 pb-5 text-[15px] text-muted-foreground">{t("note")}</p>
      {asked === "erase" && <EraseDialog close={close} />}
      {asked !== null && asked !== "erase" && <RetentionDialog name={asked} close={close} />}
    </AdminSection>
  );
}
