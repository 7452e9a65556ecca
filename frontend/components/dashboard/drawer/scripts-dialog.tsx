"use client";

import { useState } from "react";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import t from "@/messages/scripts";
import { ScriptsAsTheyAre } from "./scripts-as-they-are";
import { ScriptsChoice } from "./scripts-choice";
import type { Opening, Scripted } from "./use-opening";

type Props = { found: Scripted; opening: Opening };

/** Shows the scripts in a file that is to be opened, and offers a copy without them before the file as it is. */
export function ScriptsDialog({ found, opening }: Props) {
  const [isTaking, setTaking] = useState(false);
  return (
    <Dialog open onOpenChange={(open) => !open && opening.forget()}>
      <DialogContent
        className="scroll-pb-40 sm:max-w-xl!"
        onOpenAutoFocus={(event) => event.preventDefault()}
      >
        <DialogHeader>
          <DialogTitle>{t(found.isUnknown ? "title.unknown" : "title")}</DialogTitle>
          <DialogDescription className="break-words">
            {t(found.isUnknown ? "what.unknown" : "what", { name: found.name })}
          </DialogDescription>
        </DialogHeader>
        <DialogBody className="pb-4">
          {found.scripts.length > 0 && <Listed scripts={found.scripts} />}
          {!isTaking && (
            <p className="text-[15px] leading-relaxed">{t(found.isUnknown ? "danger.unknown" : "danger")}</p>
          )}
        </DialogBody>
        {isTaking ? (
          <ScriptsAsTheyAre found={found} opening={opening} back={() => setTaking(false)} />
        ) : (
          <ScriptsChoice found={found} opening={opening} take={() => setTaking(true)} />
        )}
      </DialogContent>
    </Dialog>
  );
}

function Listed({ scripts }: { scripts: readonly string[] }) {
  return (
    <ol
      data-tone="red"
      className="flex flex-col gap-1.5 rounded-md border border-tone-line bg-tone-soft px-4 py-3 text-sm"
    >
      {scripts.map((script) => (
        <li key={script}>
          <code className="whitespace-pre-wrap break-words">{script}</code>
        </li>
      ))}
    </ol>
  );
}
