"use client";

import { DeviceIcon, MoonIcon, SunIcon } from "@/components/ui/icons";
import { setTheme, useTheme } from "@/lib/theme";
import t from "@/messages/common";

const CHOICES = [
  { value: "system", label: t("theme.system"), Icon: DeviceIcon },
  { value: "light", label: t("theme.light"), Icon: SunIcon },
  { value: "dark", label: t("theme.dark"), Icon: MoonIcon },
] as const;

/** Three small radios: like the device, light, dark. */
export function ThemeSwitch() {
  const theme = useTheme();
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
            checked={theme === value}
            onChange={() => setTheme(value)}
            className="sr-only"
          />
          <Icon className="size-4.5" />
          <span className="sr-only">{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
