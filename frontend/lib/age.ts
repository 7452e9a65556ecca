const HOUR_MS = 3_600_000;
const STEPS_H = [24, 48, 72];

/** How long something has waited: `level` counts the steps of 24, 48 and 72 hours that are behind it. */
export type Age = { hours: number; level: 0 | 1 | 2 | 3; text: string };

/** Tell how long ago `since` was, shortly: "12 min", "5 h", "3 d 4 h", "21 d". */
export function ageOf(since: string, now: Date): Age {
  const hours = Math.max(0, (now.getTime() - new Date(since).getTime()) / HOUR_MS);
  const level = STEPS_H.filter((step) => hours >= step).length as Age["level"];
  return { hours, level, text: shortly(hours) };
}

function shortly(hours: number): string {
  if (hours < 1) return `${Math.floor(hours * 60)} min`;
  if (hours < 24) return `${Math.floor(hours)} h`;
  const [days, rest] = [Math.floor(hours / 24), Math.floor(hours % 24)];
  return days < 7 && rest > 0 ? `${days} d ${rest} h` : `${days} d`;
}
