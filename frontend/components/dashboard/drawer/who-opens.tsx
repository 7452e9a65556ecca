"use client";

import { type FormEvent, useState } from "react";
import { ActingAs } from "@/components/frame/acting-as";
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
import desk from "@/messages/desk";
import t from "@/messages/opening";
import type { Opening, Wanted } from "./use-opening";

type Props = { asked: Wanted; opening: Opening };

/** Asks once in a tab who opens files; the log keeps it. */
export function WhoOpens({ asked, opening }: Props) {
  const [name, setName] = useState("");
  const [nobody, setNobody] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setNobody(name === "");
    if (name !== "") void opening.open(asked, name);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && opening.forget()}>
      <DialogContent>
        <form onSubmit={submit}>
          <DialogHeader>
            <DialogTitle>{t("who")}</DialogTitle>
            <DialogDescription>{t("who.text")}</DialogDescription>
          </DialogHeader>
          <DialogBody>
            <ActingAs
              value={name}
              onChange={setName}
              error={nobody && name === "" ? desk("acting.missing") : undefined}
            />
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
