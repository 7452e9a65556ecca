"use client";

import { useState } from "react";

/** The picture of a model on its plate. Shows nothing when the picture cannot be had. */
export function ModelPicture({ src, alt }: { src: string; alt: string }) {
  const [broken, setBroken] = useState(false);
  if (broken) return null;
  return (
    <div className="plate bg-muted">
      {/* biome-ignore lint/performance/noImgElement: the API serves it in its final size */}
      <img
        src={src}
        alt={alt}
        width={512}
        height={384}
        onError={() => setBroken(true)}
        className="mx-auto aspect-4/3 w-full object-contain p-4"
      />
    </div>
  );
}
