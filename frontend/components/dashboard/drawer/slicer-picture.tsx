"use client";

import { useState } from "react";
import t from "@/messages/job";

/** The picture that a slicer put into its file; it may show anything, so it is labelled. */
export function SlicerPicture({ src, name }: { src: string; name: string }) {
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return null;
  return (
    <figure className="mx-2 mb-2 ml-9 w-fit">
      {/* biome-ignore lint/performance/noImgElement: drawn by our own API for whoever is signed in */}
      <img
        src={src}
        alt={t("files.picture.of", { name })}
        loading="lazy"
        onError={() => setBroken(true)}
        className="h-28 w-auto max-w-full rounded-md border border-border bg-muted object-contain"
      />
      <figcaption className="mt-0.5 text-muted-foreground text-sm">{t("files.picture")}</figcaption>
    </figure>
  );
}
