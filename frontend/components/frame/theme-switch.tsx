"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useEffect, useState } from "react";
import t from "@/messages/common";

const CHOICES = [
  { value: "system", label: t("theme.system"), Icon: Monitor },
  { value: "light", label: t("theme.light"), Icon: Sun },
  { value: "dark", label: t("theme.dark"), Icon: Moon },
] as const;

/** Three small radios: like the device, light, dark. */
export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  // The server cannot know the choice; until the browser does, none is marked.
  const [known, setKnown] = useState(false);
  useEffect(() => setKnown(true), []);
  return (
    <fieldset className="flex rounded-md border border-border bg-card p-0.5">
      <legend className="sr-only">{t("theme")}</legend>
      {CHOICES.map(({ value, label, Icon }) => (
        <label
          key={value}
          title={label}
          className="grid size-11 cursor-pointer place-items-center rounded-md text-muted-foreground hover:text-foreground has-checked:bg-accent has-checked:text-accent-foreground has-focus-visible:outline-3 has-focus-visible:outline-ring"
        >
          <input
            type="radio"
            name="theme"
            value={value}
            checked={known && theme === value}
            onChange={() => setTheme(value)}
            className="sr-only"
          />
          <Icon aria-hidden className="size-4.5" />
          <span className="sr-only">{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
