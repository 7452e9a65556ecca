import { Badge } from "@/components/ui/badge";
import { NativeSelect } from "@/components/ui/native-select";
import t from "@/messages/mail";
import type { MailStatus } from "@/types/job";

const STATUSES: readonly MailStatus[] = ["queued", "failed", "sent", "superseded", "held"];

type Props = { value: MailStatus | ""; onChange: (value: MailStatus | "") => void; failed: number };

/** Which mails to show; beside it, how many failed. */
export function MailFilter({ value, onChange, failed }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-3 px-5 pb-4">
      <NativeSelect
        aria-label={t("show")}
        className="h-11 min-w-52"
        value={value}
        onChange={(event) => onChange(STATUSES.find((status) => status === event.target.value) ?? "")}
      >
        <option value="">{t("show.all")}</option>
        {STATUSES.map((status) => (
          <option key={status} value={status}>
            {t(`show.${status}`)}
          </option>
        ))}
      </NativeSelect>
      {failed > 0 && (
        <Badge tone="red" dot>
          {t("failed", { count: failed })}
        </Badge>
      )}
    </div>
  );
}
