import { type ClassValue, clsx } from "clsx";

/**
 * Join class names. A `className` given to a component adds to its look; where it must replace something, say so
 * with Tailwind's mark: `h-8!`. (Merging by guess costs 8 kB on every student page, of the 14 that are ours.)
 */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}

/** Write integer cents as money of the lab's currency, for example "$12.50". */
export function money(cents: number, currency = "USD"): string {
  return new Intl.NumberFormat("en-US", { style: "currency", currency }).format(cents / 100);
}

const KILO = 1024;

/** Write bytes the way people's computers show them, for example "4.2 MB"; a MB has 1024 × 1024, as in the lab's limit. */
export function bytes(count: number): string {
  const units = ["B", "KB", "MB", "GB"];
  const step = count < 1 ? 0 : Math.min(Math.floor(Math.log(count) / Math.log(KILO)), units.length - 1);
  const value = count / KILO ** step;
  return `${value.toLocaleString("en", { maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 })} ${units[step]}`;
}

const MM_PER_INCH = 25.4;

const edge = (value: number, digits: number) => value.toLocaleString("en", { maximumFractionDigits: digits });

/** Write edges given in millimetres as "60 × 40 × 12.5 mm". */
export function sizeMm(edges_mm: readonly number[]): string {
  return `${edges_mm.map((mm) => edge(mm, mm < 100 ? 1 : 0)).join(" × ")} mm`;
}

/** Write edges given in millimetres as "2.36 × 1.57 × 0.49 in". */
export function sizeInches(edges_mm: readonly number[]): string {
  return `${edges_mm.map((mm) => edge(mm / MM_PER_INCH, mm < 254 ? 2 : 1)).join(" × ")} in`;
}

/** Write a volume as "144.1 cm³"; what would round to nothing is told to be less than can be shown. */
export function volumeCm3(cm3: number): string {
  return cm3 < 0.05 ? "< 0.1 cm³" : `${cm3.toLocaleString("en", { maximumFractionDigits: 1 })} cm³`;
}

/** Write hours as "45 min", "2 h" or "3 h 30 min". */
export function duration(hours: number): string {
  const minutes = Math.round(hours * 60);
  const [h, min] = [Math.floor(minutes / 60), minutes % 60];
  return [h > 0 ? `${h} h` : "", min > 0 || h === 0 ? `${min} min` : ""].filter(Boolean).join(" ");
}

/** Write seconds left as "1:05:09" or "4:07". */
export function countdown(seconds: number): string {
  const left = Math.max(0, Math.ceil(seconds));
  const parts = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}

const STEPS: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** Write an ISO time relative to `now`, for example "3 hours ago" or "in 2 days"; under a minute it is "now". */
export function when(iso: string, now: Date = new Date()): string {
  const seconds = (new Date(iso).getTime() - now.getTime()) / 1000;
  const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  }
  return relative.format(0, "second");
}

/** Write an ISO time in full in the reader's own time zone, for example "Tue, Nov 24, 2026, 3:05 PM". */
export function exactly(iso: string): string {
  return new Intl.DateTimeFormat("en-US", {
    weekday: "short",
    month: "short",
    day: "numeric",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
  }).format(new Date(iso));
}
