import { Alert, type AlertKind } from "@/components/ui/alert";
import { reasonOf } from "@/lib/warnings";
import t from "@/messages/report";
import type { Catalog, ModelWarning } from "@/types/job";

type Props = { warnings: ModelWarning[]; reasons: Catalog["rejection_reasons"] };

/** What the check noticed, each with what the desk would call it in a rejection. */
export function ModelWarnings({ warnings, reasons }: Props) {
  return warnings.map((warning) => {
    const reason = reasonOf(warning, reasons);
    return (
      <Alert key={warning.code} kind={kindOf(warning.severity)}>
        <p>{warning.text}</p>
        {reason && <p className="text-sm">{t("reason", { reason })}</p>}
      </Alert>
    );
  });
}

function kindOf(severity: string): AlertKind {
  return severity === "danger" || severity === "warning" ? severity : "info";
}
