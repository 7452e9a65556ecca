"use client";

import { Button } from "@/components/ui/button";
import { ModelIcon } from "@/components/ui/icons";
import { ModelPicture } from "@/components/ui/model-picture";
import t from "@/messages/model3d";
import type { Printer } from "@/types/job";
import { ModelIn3d } from "./model-in-3d";
import { useTurning } from "./use-turning";

type Props = { src: string; name: string; printer: Printer | null; picture: string; alt: string };

/** The picture of a model; the model itself takes its place when somebody wants to turn it. */
export function TurnablePicture({ picture, alt, ...view }: Props) {
  const turning = useTurning();
  return (
    <>
      {turning.state !== "turning" && <ModelPicture src={picture} alt={alt} />}
      <ModelIn3d {...view} turning={turning} />
      {turning.state === "still" && (
        <Button
          variant="ghost"
          className="w-full rounded-none! border-border border-y"
          onClick={turning.toggle}
        >
          <ModelIcon />
          {t("turn")}
        </Button>
      )}
    </>
  );
}
