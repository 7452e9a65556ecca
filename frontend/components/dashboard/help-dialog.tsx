import { Checkbox } from "@/components/ui/checkbox";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import t from "@/messages/dashboard";

type Props = { open: boolean; close: () => void; enabled: boolean; setEnabled: (on: boolean) => void };

const KEYS = ["/", "j", "k", "Enter", "a", "r", "o", "Escape", "?"] as const;

/** The keys that drive the desk, and the switch that turns them off. */
export function HelpDialog({ open, close, enabled, setEnabled }: Props) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && close()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t("keys.title")}</DialogTitle>
          <DialogDescription>{t("keys.text")}</DialogDescription>
        </DialogHeader>
        <DialogBody>
          <dl className="grid grid-cols-[auto_1fr] items-center gap-x-5 gap-y-2">
            {KEYS.map((key) => (
              <div key={key} className="contents">
                <dt>
                  <kbd className="inline-grid min-w-8 place-items-center rounded-md border border-input/55 bg-muted px-2 py-0.5 font-mono text-sm">
                    {key}
                  </kbd>
                </dt>
                <dd>{t(`keys.${key}`)}</dd>
              </div>
            ))}
          </dl>
          <Checkbox checked={enabled} onChange={(event) => setEnabled(event.target.checked)}>
            {t("keys.enabled")}
          </Checkbox>
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}
