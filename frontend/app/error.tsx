"use client";

import { DeadEnd } from "@/components/frame/dead-end";
import { Button } from "@/components/ui/button";
import common from "@/messages/common";
import t from "@/messages/frame";

export default function Broken({ reset }: { reset: () => void }) {
  const again = (
    <Button size="large" onClick={reset}>
      {common("retry")}
    </Button>
  );
  return <DeadEnd title={t("broken.title")} text={t("broken.text")} action={again} />;
}
