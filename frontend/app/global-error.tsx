"use client";

import { Broken } from "@/components/frame/broken";
import "./globals.css";

export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <Broken reset={reset} />
      </body>
    </html>
  );
}
