"use client";

import { Archive, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import t from "@/messages/retention";
import { RetentionDialog } from "./retention-dialog";
import { AdminSection } from "./section";

const THERE = { data: true, error: null, refetch: () => undefined };

/** Archive what was closed long ago, and prune what is archived. */
export function RetentionSection() {
  const [asked, setAsked] = useState<"archive" | "prune" | null>(null);
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
        </div>
      }
    >
      <p className="max-w-prose px-5 pb-5 text-[15px] text-muted-foreground">{t("note")}</p>
      {asked && <RetentionDialog name={asked} close={() => setAsked(null)} />}
    </AdminSection>
  );
}
