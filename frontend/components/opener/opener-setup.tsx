"use client";

import { Download } from "lucide-react";
import { useEffect, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { buttonVariants } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { RadioCard, RadioGroup } from "@/components/ui/radio-group";
import { address } from "@/lib/api";
import { useSession } from "@/lib/session";
import t from "@/messages/opening";
import { SYSTEMS, type System, systemOf } from "./system";

/** How a computer of the desk learns to open files in its slicer: one download, and what to do with it. */
export function OpenerSetup() {
  const { workstation } = useSession();
  const [system, setSystem] = useState<System>("windows");
  useEffect(() => setSystem(systemOf(navigator.userAgent)), []);
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-col gap-6">
      <header>
        <h1 className="font-semibold text-2xl tracking-tight">{t("title")}</h1>
        <p className="mt-1 text-muted-foreground">{t("lead")}</p>
      </header>
      <Card className="flex flex-col items-start gap-4 p-5">
        <StorageFolder root={workstation.storage_root} />
        <a href={address("/api/v1/slicer-opener.zip")} download className={buttonVariants()}>
          <Download aria-hidden />
          {t("download", { workstation: workstation.name })}
        </a>
        <p className="text-muted-foreground text-sm">{t("download.text")}</p>
      </Card>
      <section aria-labelledby="steps" className="flex flex-col gap-3">
        <h2 id="steps" className="font-semibold text-lg">
          {t("steps")}
        </h2>
        <RadioGroup
          label={t("system")}
          value={system}
          onChange={(chosen) => setSystem(chosen as System)}
          className="sm:grid-cols-3"
        >
          {SYSTEMS.map((each) => (
            <RadioCard key={each} value={each} title={t(each)} />
          ))}
        </RadioGroup>
        <ol className="flex list-decimal flex-col gap-2 pl-5">
          <li>{t("step.1")}</li>
          <li>{t(`step.2.${system}`)}</li>
          <li>{t("step.3")}</li>
        </ol>
        <p className="text-muted-foreground text-sm">{t("needs")}</p>
      </section>
    </div>
  );
}

function StorageFolder({ root }: { root: string | null }) {
  if (root === null) return <Alert kind="warning">{t("root.missing")}</Alert>;
  return (
    <p>
      <span className="block text-muted-foreground text-sm">{t("root")}</span>
      <span className="break-all font-mono">{root}</span>
    </p>
  );
}
