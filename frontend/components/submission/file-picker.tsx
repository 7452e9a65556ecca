"use client";

import { type DragEvent, type Ref, useId, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button, buttonVariants } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { ModelIcon, UploadIcon } from "@/components/ui/icons";
import { Progress } from "@/components/ui/progress";
import { bytes, cn, duration } from "@/lib/utils";
import { toDecide } from "@/lib/warnings";
import common from "@/messages/common";
import t from "@/messages/submit";
import type { Catalog, Upload } from "@/types/job";
import type { UploadState } from "./use-upload";

type Props = {
  state: UploadState;
  limits: Catalog["limits"] | undefined;
  error?: string;
  /** Takes the focus when another file is chosen, and has the input inside. */
  box: Ref<HTMLDivElement>;
  onChoose: (file: File) => void;
  onForget: () => void;
};

/** The build plate that takes the file: choose or drop, watch it arrive, stop, try again. */
export function FilePicker({ state, limits, error, box, onChoose, onForget }: Props) {
  const [isOver, setIsOver] = useState(false);
  const id = useId();
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onChoose(file);
  };
  const formats = limits?.formats.map((format) => format.toUpperCase()).join(", ");
  return (
    <div ref={box} tabIndex={-1} className="flex flex-col gap-2 outline-none">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the file input inside does the same by keyboard */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
        className={cn(
          "plate flex min-h-56 flex-col items-center justify-center rounded-lg border-2 px-5 py-8 text-center transition-colors",
          isOver ? "border-spark border-solid bg-accent" : "border-input/70 border-dashed bg-card",
          error && "border-destructive!",
        )}
      >
        <Arrival state={state} onForget={onForget} onAgain={onChoose} />
        <label
          className={cn(
            buttonVariants({ variant: state.phase === "none" ? "primary" : "secondary", size: "large" }),
            "mt-4 cursor-pointer has-focus-visible:outline-3 has-focus-visible:outline-ring has-focus-visible:outline-offset-2",
            state.phase === "sending" && "hidden",
          )}
        >
          <input
            type="file"
            className="sr-only"
            accept={limits?.formats.map((format) => `.${format}`).join(",")}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? id : undefined}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file) onChoose(file);
              event.target.value = "";
            }}
          />
          {t(state.phase === "none" ? "file.choose" : "file.other")}
        </label>
        <p className="figures mt-3 min-h-5 text-muted-foreground text-sm">
          {formats && t("file.formats", { formats, size: bytes(limits?.max_upload_bytes ?? 0) })}
        </p>
      </div>
      {error && <FieldError id={id}>{error}</FieldError>}
      <p role="status" className="sr-only">
        {state.phase === "received" && heard(state.upload)}
      </p>
    </div>
  );
}

function heard({ filename, report }: Upload): string {
  return t(toDecide(report).length > 0 ? "file.look" : "file.received", { name: filename });
}

type ArrivalProps = { state: UploadState; onForget: () => void; onAgain: (file: File) => void };

function Arrival({ state, onForget, onAgain }: ArrivalProps) {
  switch (state.phase) {
    case "none":
      return (
        <>
          <UploadIcon strokeWidth={1.5} className="size-9 text-primary" />
          <p className="mt-3 hidden text-lg sm:block">{t("file.drop")}</p>
        </>
      );
    case "sending":
      return <Sending {...state} onStop={onForget} />;
    case "failed":
      return (
        <Alert
          kind="danger"
          live
          title={state.name}
          className="w-full max-w-lg text-left [overflow-wrap:anywhere]"
        >
          <p>{state.reason}</p>
          {state.file && (
            <Button className="mt-2 self-start" onClick={() => state.file && onAgain(state.file)}>
              {common("retry")}
            </Button>
          )}
        </Alert>
      );
    case "received":
      return (
        <>
          <ModelIcon strokeWidth={1.5} className="size-9 text-primary" />
          <p className="mt-3 max-w-full font-medium text-lg [overflow-wrap:anywhere]">
            {state.upload.filename}
          </p>
          <p className="figures text-muted-foreground">{bytes(state.upload.size)}</p>
        </>
      );
  }
}

/** How fast it goes, and how long it takes when that is worth saying. */
function pace(speed: number, left: number): string[] {
  if (speed <= 0) return [];
  const seconds = left / speed;
  const time = seconds < 60 ? `${Math.ceil(seconds)} s` : duration(seconds / 3600);
  return [t("file.speed", { speed: bytes(speed) }), ...(seconds >= 2 ? [t("file.left", { time })] : [])];
}

type SendingProps = Extract<UploadState, { phase: "sending" }> & { onStop: () => void };

function Sending({ name, progress: { sent, total }, speed, stalled, onStop }: SendingProps) {
  const facts = [t("file.progress", { sent: bytes(sent), total: bytes(total) })];
  if (stalled) facts.push(t("file.stalled"));
  else facts.push(...pace(speed, total - sent));
  return (
    <div className="w-full max-w-lg">
      <p className="font-medium text-lg [overflow-wrap:anywhere]">{t("file.sending", { name })}</p>
      <Progress label={t("file.sending", { name })} value={sent} max={total} className="mt-4" />
      <p className="figures mt-2 text-muted-foreground text-sm">
        {sent < total ? facts.join(" · ") : t("file.checking")}
      </p>
      <Button variant="secondary" className="mt-4" onClick={onStop}>
        {t("file.cancel")}
      </Button>
    </div>
  );
}
