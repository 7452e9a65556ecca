"use client";

import { Toaster as Sonner, type ToasterProps } from "sonner";
import { useIsDark } from "@/lib/theme";

/** Where results are told. Use `toast` from sonner; a failure that keeps a form open belongs in the form. */
export function Toaster(props: ToasterProps) {
  const isDark = useIsDark();
  return (
    <Sonner
      theme={isDark ? "dark" : "light"}
      position="bottom-left"
      closeButton
      duration={7000}
      style={
        {
          "--normal-bg": "var(--popover)",
          "--normal-text": "var(--popover-foreground)",
          "--normal-border": "var(--border)",
          "--border-radius": "8px",
          fontFamily: "inherit",
        } as React.CSSProperties
      }
      {...props}
    />
  );
}
