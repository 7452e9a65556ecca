/**
 * The price rule as the API applies it, for showing a price while it is typed. Decimal arithmetic on what was typed:
 * 0.1 + 0.2 is 0.3 here too. The API's answer is what counts.
 */
export type Rates = { cents_per_gram: number; grams_per_ml: number | null; minimum_cents: number };

type Decimal = { digits: bigint; scale: number };

const PLAIN = /^(\d*)[.,]?(\d*)$/;
const CLOCK = /^(\d+)\s*(?::|h)\s*([0-5]?\d)?\s*(?:m|min)?$/i;

/** Read a number as people type it: 12, 12.5, 12,5 or .5. Null for anything else, signs and exponents included. */
export function readDecimal(text: string): Decimal | null {
  const [, whole = "", part = ""] = PLAIN.exec(text.trim()) ?? [];
  if (whole + part === "" || whole.length > 9 || part.length > 6) return null;
  return { digits: BigInt(whole + part), scale: part.length };
}

/** Read a typed number for the API. Null when it is none. */
export function readNumber(text: string): number | null {
  const read = readDecimal(text);
  return read === null ? null : Number(read.digits) / 10 ** read.scale;
}

/** Read hours: 3.5, 3:30 or 3h 30m. Null when they cannot be understood. */
export function readHours(text: string): number | null {
  const [, hours, minutes] = CLOCK.exec(text.trim()) ?? [];
  if (hours !== undefined) return Number(hours) + Number(minutes ?? 0) / 60;
  return readNumber(text);
}

/** Read an amount of money as integer cents. Null when it is none or has parts of a cent. */
export function readCents(text: string): number | null {
  const read = readDecimal(text.replace("$", ""));
  if (read === null || read.scale > 2) return null;
  return Number(read.digits * 10n ** BigInt(2 - read.scale));
}

function rounded(digits: bigint, scale: number): bigint {
  const unit = 10n ** BigInt(scale);
  return (digits * 2n + unit) / (unit * 2n);
}

/** The price of the typed grams in cents: at least the minimum, rounded half up. Null without a weight. */
export function priceCents(grams: string, rates: Rates): number | null {
  const read = readDecimal(grams);
  if (read === null || read.digits === 0n) return null;
  return Math.max(
    Number(rounded(read.digits * BigInt(rates.cents_per_gram), read.scale)),
    rates.minimum_cents,
  );
}

/** The grams of the typed millilitres, to a hundredth, as text. Null without a volume. */
export function gramsOfVolume(volume_ml: string, grams_per_ml: number): string | null {
  const [volume, density] = [readDecimal(volume_ml), readDecimal(String(grams_per_ml))];
  if (volume === null || density === null || volume.digits === 0n) return null;
  const hundredths = rounded(volume.digits * density.digits * 100n, volume.scale + density.scale);
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, "0")}`;
}

/** Round hours up to the next half hour, as the quote will show them. */
export function billedHours(hours: number): number {
  return Math.ceil(Number((hours * 2).toFixed(9))) / 2;
}
