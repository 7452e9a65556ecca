"use client";

import { useSyncExternalStore } from "react";

/** Light, dark, or like the device. The choice is taste, so it stays in this browser. */
export type Theme = "system" | "light" | "dark";

const KEY = "theme";
const DARK_DEVICE = "(prefers-color-scheme: dark)";

function chosen(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === "light" || kept === "dark" ? kept : "system";
  } catch {
    // Storage is forbidden: the device decides.
    return "system";
  }
}

function isDark(theme: Theme): boolean {
  return theme === "dark" || (theme === "system" && matchMedia(DARK_DEVICE).matches);
}

const listeners = new Set<() => void>();

function refresh(): void {
  document.documentElement.classList.toggle("dark", isDark(chosen()));
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  const device = matchMedia(DARK_DEVICE);
  listeners.add(listener);
  device.addEventListener("change", refresh);
  addEventListener("storage", refresh);
  return () => {
    listeners.delete(listener);
    device.removeEventListener("change", refresh);
    removeEventListener("storage", refresh);
  };
}

/** Keep a choice and show it at once. */
export function setTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage is forbidden: the choice cannot be kept, and the device goes on deciding.
  }
  refresh();
}

/** The choice, or null while the server renders, which cannot know it. */
export function useTheme(): Theme | null {
  return useSyncExternalStore(listen, chosen, () => null);
}

/** Whether dark is what shows now. */
export function useIsDark(): boolean {
  return useSyncExternalStore(
    listen,
    () => isDark(chosen()),
    () => false,
  );
}
