"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Catalog } from "@/types/job";
import { type ApiError, call } from "./api";
import { useAnswer } from "./use-answer";

type Asked = { catalog: Catalog | null; error: ApiError | null; again: () => void };

const CatalogContext = createContext<Asked | null>(null);

const ask = (signal: AbortSignal) => call("get", "/api/v1/catalog", { signal });

/** Asks once what the lab offers, for everything below it on a student page. */
export function CatalogProvider({ children }: { children: ReactNode }) {
  const { answer, error, again } = useAnswer(ask);
  return <CatalogContext value={{ catalog: answer, error, again }}>{children}</CatalogContext>;
}

/** What the lab offers; `catalog` is null until it has been told. */
export function useCatalog(): Asked {
  const asked = useContext(CatalogContext);
  if (asked === null) throw new Error("useCatalog needs a CatalogProvider above it");
  return asked;
}
