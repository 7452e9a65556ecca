export const SYSTEMS = ["windows", "linux", "macos"] as const;

export type System = (typeof SYSTEMS)[number];

/** The system of a computer, by what its browser says of itself. */
export function systemOf(userAgent: string): System {
  if (userAgent.includes("Mac OS")) return "macos";
  return userAgent.includes("Linux") ? "linux" : "windows";
}
