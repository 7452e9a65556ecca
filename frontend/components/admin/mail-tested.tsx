import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import t from "@/messages/mail";
import type { MailTested } from "@/types/job";

/** How the test mail fared: taken, or refused with the server's own words and what to do. */
export function MailTestedDialog({ tested, close }: { tested: MailTested; close: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => !open && close()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t(tested.is_sent ? "test.sent" : "test.refused")}</DialogTitle>
          <DialogDescription className="[overflow-wrap:anywhere]">{tested.message}</DialogDescription>
        </DialogHeader>
        {tested.said !== null && (
          <DialogBody>
            <Alert kind="danger" title={t("test.said")}>
              <p className="font-mono text-sm [overflow-wrap:anywhere]">{tested.said}</p>
            </Alert>
            {tested.advice !== null && (
              <Alert kind="info" title={t("test.advice")}>
                <p>{tested.advice}</p>
              </Alert>
            )}
            <p className="text-muted-foreground text-sm">{t("test.guide")}</p>
          </DialogBody>
        )}
        <DialogFooter>
          <Button onClick={close}>{t("test.done")}</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
