"use client";

import t from "@/messages/common";
import { Alert } from "./alert";
import { Button } from "./button";

type Props = { error: Error; title?: string; again?: () => void; className?: string };

/** The one place that shows a failed call: the API's own words and, where it helps, another try. */
export function Failure({ error, title, again, className }: Props) {
  return (
    <Alert kind="danger" live title={title ?? t("error.title")} className={className}>
      <p>{error.message}</p>
      {again && (
        <Button variant="secondary" className="mt-2 self-start" onClick={again}>
          {t("retry")}
        </Button>
      )}
    </Alert>
  );
}
