"use client";

import { CatalogProvider } from "@/lib/catalog";
import { SubmitForm } from "./submit-form";

/** Sending a model. */
export function Submission() {
  return (
    <CatalogProvider>
      <SubmitForm />
    </CatalogProvider>
  );
}
