import type { Catalog, Printer } from "@/types/job";

/** Find a printer of the catalogue by its name; null when none is chosen, or the lab has it no more. */
export function printerOf(catalog: Catalog | null | undefined, name: string | undefined): Printer | null {
  const printers = catalog?.methods.flatMap((method) => method.printers);
  return printers?.find((printer) => printer.name === name) ?? null;
}
