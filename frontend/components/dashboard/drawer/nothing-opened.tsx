"use client";

import Link from "next/link";
import { useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import { Button, buttonVariants } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { fullPath } from "@/lib/full-path";
import { useSession } from "@/lib/session";
import t from "@/messages/opening";

/** What to do when no program came up: the file's place, the download beside it, and how to set the computer up. */
export function NothingOpened({ path, close }: { path: string; close: () => void }) {
  const { workstation } = useSession();
  const place = fullPath(workstation.storage_root, path);
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => shown.current?.scrollIntoView({ block: "center" }), []);
  return (
    <div ref={shown} role="status" className="mt-3">
      <Alert kind="info" title={t("nothing")}>
        <p>{t("nothing.text")}</p>
        <p className="my-2 break-all rounded-md bg-muted px-2.5 py-1.5 font-mono text-sm">{place}</p>
        <div className="flex flex-wrap gap-2">
          <CopyButton text={place} what={t("nothing.path")} />
          <Link href="/slicer" className={buttonVariants({ variant: "secondary" })}>
            {t("nothing.setup")}
          </Link>
          <Button variant="ghost" onClick={close}>
            {t("nothing.close")}
          </Button>
        </div>
      </Alert>
    </div>
  );
}
