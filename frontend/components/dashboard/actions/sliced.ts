import { duration } from "@/lib/utils";
import t from "@/messages/actions";
import type { FolderFile } from "@/types/job";
import type { Draft } from "./forms";

const NUMBERS = ["weight_g", "volume_ml", "time_hours"] as const;
type Numbers = Record<(typeof NUMBERS)[number], string>;

const textOf = (number: number | null | undefined) => (number == null ? "" : String(number));

function numbersOf(file: FolderFile | undefined): Numbers {
  return {
    weight_g: textOf(file?.weight_g),
    volume_ml: textOf(file?.volume_ml),
    time_hours: textOf(file?.time_hours),
  };
}

/** What choosing a file puts into the form: its own numbers, except where somebody has typed others. */
export function filledIn(draft: Draft, chosen: FolderFile, before?: FolderFile): [string, string][] {
  const [ours, theirs] = [numbersOf(chosen), numbersOf(before)];
  const untouched = NUMBERS.filter((name) => (draft[name] ?? "") === theirs[name]);
  return untouched.map((name) => [name, ours[name]]);
}

/** Whether a number of the form is the one that the file gives. */
export function isRead(draft: Draft, name: keyof Numbers, file: FolderFile): boolean {
  return draft[name] !== "" && draft[name] === numbersOf(file)[name];
}

/** What the slicer says, in a line; empty for a file that says nothing. */
export function slicerSays(file: FolderFile): string {
  const said = [
    file.slicer && file.sliced_for
      ? t("file.slicer.for", { slicer: file.slicer, printer: file.sliced_for })
      : (file.slicer ?? file.sliced_for),
    file.weight_g !== null && t("file.grams", { grams: file.weight_g }),
    file.volume_ml !== null && t("file.millilitres", { volume: file.volume_ml }),
    file.time_hours !== null && duration(file.time_hours),
  ];
  return said.filter(Boolean).join(" · ");
}
