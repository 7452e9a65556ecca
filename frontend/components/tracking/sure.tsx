"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { ApiError } from "@/lib/api";

type Props = {
  words: {
    ask: string;
    sure: string;
    text: string;
    reason: string;
    act: string;
    acting: string;
    back: string;
  };
  /** Do it; the reason may be empty. Throws ApiError. */
  act: (reason: string) => Promise<void>;
};

/** A step that cannot be taken back: a quiet button that unfolds the question, a reason, and both answers. */
export function Sure({ words, act }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setIsOpen(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  if (isOpen) return <Question words={words} act={act} onBack={close} />;
  return (
    <Button
      ref={opener}
      variant="dangerQuiet"
      aria-expanded={false}
      onClick={() => setIsOpen(true)}
      className="justify-self-start"
    >
      {words.ask}
    </Button>
  );
}

function Question({ words, act, onBack }: Props & { onBack: () => void }) {
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await act(reason.trim());
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={submit}
      onKeyDown={(event) => event.key === "Escape" && onBack()}
      className="grid animate-rise-in gap-4 rounded-lg border border-destructive/50 bg-card p-5 sm:p-7"
    >
      <div>
        <h2 ref={title} tabIndex={-1} className="font-semibold text-lg">
          {words.sure}
        </h2>
        <p className="mt-1 text-muted-foreground leading-relaxed">{words.text}</p>
      </div>
      <Field label={words.reason}>
        {(control) => (
          <Textarea
            {...control}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {failure && <Failure error={failure} />}
      <div className="flex flex-col gap-2 sm:flex-row">
        <Button type="submit" variant="danger" busy={busy ? words.acting : undefined}>
          {words.act}
        </Button>
        <Button variant="secondary" onClick={onBack}>
          {words.back}
        </Button>
      </div>
    </form>
  );
}
