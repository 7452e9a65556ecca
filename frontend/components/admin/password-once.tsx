import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import t from "@/messages/admin";
import type { Made } from "./workstations-section";

/** A fresh password, shown this once. It leaves only by its button, not by a slip of the mouse. */
export function PasswordOnce({ name, password, close }: Made & { close: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => !open && close()}>
      <DialogContent onInteractOutside={(event) => event.preventDefault()}>
        <DialogHeader>
          <DialogTitle>{t("password.title", { name })}</DialogTitle>
          <DialogDescription>{t("password.text")}</DialogDescription>
        </DialogHeader>
        <DialogBody>
          <div className="flex flex-wrap items-center gap-3">
            <code className="plate select-all break-all rounded-md border border-border px-4 py-2.5 font-mono text-lg">
              {password}
            </code>
            <CopyButton text={password} what={t("password.what")} />
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onClick={close}>{t("password.done")}</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
