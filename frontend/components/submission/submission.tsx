"use client";

import { lazy, Suspense, useState } from "react";
import { CatalogProvider } from "@/lib/catalog";
import type { Submitted } from "@/types/job";
import { SubmitForm } from "./submit-form";

// What only shows after the file is loaded only then: the page itself must be light on a phone.
const Done = lazy(() => import("./done").then((room) => ({ default: room.Done })));

/** Sending a model: the form, then what came of it. */
export function Submission() {
  const [done, setDone] = useState<{ submitted: Submitted; email: string } | null>(null);
  return (
    <CatalogProvider>
      {done ? (
        <Suspense>
          <Done {...done} onAnother={() => setDone(null)} />
        </Suspense>
      ) : (
        <SubmitForm onDone={(submitted, email) => setDone({ submitted, email })} />
      )}
    </CatalogProvider>
  );
}
