"use client";

import { ActingAs } from "@/components/frame/acting-as";
import { useSigned } from "@/components/frame/use-signed";
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
import common from "@/messages/common";
import t from "@/messages/opening";
import type { Opening, Wanted } from "./use-opening";

type Props = { asked: Wanted; opening: Opening };

/** Asks once in a tab who opens files; the log keeps it. */
export function WhoOpens({ asked, opening }: Props) {
  const { acting, submit } = useSigned((name) => opening.open(asked, name));
  return (
    <Dialog open onOpenChange={(open) => !open && opening.forget()}>
      <DialogContent>
        <form onSubmit={submit}>
          <DialogHeader>
            <DialogTitle>{t("who")}</DialogTitle>
            <DialogDescription>{t("who.text")}</DialogDescription>
          </DialogHeader>
          <DialogBody>
            <ActingAs {...acting} />
          </DialogBody>
          <DialogFooter>
            <Button variant="ghost" onClick={opening.forget}>
              {common("cancel")}
            </Button>
            <Button type="submit">{t("open")}</Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
