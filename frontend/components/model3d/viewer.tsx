"use client";

import { X } from "lucide-react";
import { type KeyboardEvent, useCallback, useId, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { Loading } from "@/components/ui/skeleton";
import { ApiError, download } from "@/lib/api";
import { useAnswer } from "@/lib/use-answer";
import { sizeMm } from "@/lib/utils";
import t from "@/messages/model3d";
import type { Printer } from "@/types/job";
import { type Bed, bedFor } from "./bed";
import { type Move, moveOf } from "./keys";
import { type Preview, readPreview } from "./preview-file";
import { Tools } from "./tools";
import { useStage } from "./use-stage";

export type ViewerProps = {
  /** Where the API has the preview of the model. */
  src: string;
  name: string;
  /** Whose bed it stands on; without one, a plain ground. */
  printer: Printer | null;
  close: () => void;
  /** This computer turned out to be unable to draw it. */
  cannot: () => void;
};

function opened(file: ArrayBuffer): Preview {
  try {
    return readPreview(file);
  } catch {
    throw new ApiError({ status: 200, code: "damaged", title: "", detail: t("damaged") });
  }
}

/** A model on the bed of its printer, to be turned by mouse, finger, key and button. */
export function Viewer({ src, name, printer, close, cannot }: ViewerProps) {
  const ask = useCallback((signal: AbortSignal) => download(src, signal).then(opened), [src]);
  const { answer: preview, error, again } = useAnswer(ask);
  const volume_mm = printer?.volume_mm ?? null;
  const bed = useMemo(() => preview && bedFor(volume_mm, preview.size_mm), [preview, volume_mm]);
  const host = useRef<HTMLDivElement>(null);
  const stage = useStage(host, preview, bed, cannot);
  const [overhangs, setOverhangs] = useState(false);
  const about = useId();

  const move = (wish: Move) => {
    if (wish === "close") return close();
    if (wish === "reset") stage.current?.reset();
    else if ("turn" in wish) stage.current?.turn(...wish.turn);
    else stage.current?.nearer(wish.nearer);
  };
  const press = (event: KeyboardEvent) => {
    const wish = moveOf(event);
    if (wish === undefined) return;
    event.preventDefault();
    move(wish);
  };
  const colour = (on: boolean) => {
    setOverhangs(on);
    stage.current?.showOverhangs(on);
  };

  if (error) return <Failure title={t("failed")} error={error} again={again} />;
  return (
    <section
      aria-label={t("view", { name })}
      className="relative overflow-hidden rounded-md border border-border"
    >
      <div
        ref={host}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys turn the model once it has the focus
        tabIndex={0}
        aria-label={t("view", { name })}
        aria-describedby={about}
        onKeyDown={press}
        className="relative grid aspect-4/3 w-full cursor-grab touch-none place-items-center overflow-hidden bg-muted -outline-offset-3 active:cursor-grabbing [&>canvas]:absolute [&>canvas]:inset-0"
      >
        {!preview && (
          <Loading label={t("loading")}>
            <p aria-hidden className="text-muted-foreground">
              {t("loading")}
            </p>
          </Loading>
        )}
      </div>
      <Button
        variant="ghost"
        size="icon"
        className="absolute top-1 right-1"
        aria-label={t("close")}
        title={t("close")}
        onClick={close}
      >
        <X aria-hidden />
      </Button>
      <Tools move={move} overhangs={overhangs} showOverhangs={colour} />
      <div id={about} className="flex flex-col gap-1 px-3 py-2.5 text-muted-foreground text-sm">
        {preview && bed && <Words preview={preview} bed={bed} printer={printer} />}
        {overhangs && <p>{t("overhangs.text")}</p>}
        <p>{t("hint")}</p>
      </div>
    </section>
  );
}

function Words({ preview, bed, printer }: { preview: Preview; bed: Bed; printer: Printer | null }) {
  const shown = preview.triangles.length / 3;
  const steps = { line: bed.line_mm, label: bed.label_mm };
  return (
    <>
      {shown < preview.of && (
        <p className="figures text-foreground">{t("simplified", { shown, of: preview.of })}</p>
      )}
      <p className="figures">
        {printer
          ? t("bed", { printer: printer.name, size: sizeMm([bed.width_mm, bed.depth_mm]), ...steps })
          : t("ground", steps)}
      </p>
    </>
  );
}
