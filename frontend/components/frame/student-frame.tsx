import type { ReactNode } from "react";
import { cn } from "@/lib/utils";
import t from "@/messages/frame";
import { Brand } from "./brand";
import { SkipLink } from "./skip-link";
import { ThemeSwitch } from "./theme-switch";

/** What stands around every student page. `wide` is for pages with two columns. */
export function StudentFrame({ children, wide }: { children: ReactNode; wide?: boolean }) {
  const width = wide ? "max-w-6xl" : "max-w-3xl";
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className={cn("mx-auto flex w-full items-center px-5 py-3 sm:px-8", width)}>
        <Brand href="/" />
      </header>
      <main id="content" tabIndex={-1} className={cn("mx-auto w-full flex-1 px-5 pb-20 sm:px-8", width)}>
        {children}
      </main>
      <footer className="border-border border-t">
        <div
          className={cn(
            "mx-auto flex w-full flex-wrap items-center justify-between gap-3 px-5 py-4 sm:px-8",
            width,
          )}
        >
          <a
            href="/login"
            className="flex min-h-11 items-center text-[15px] text-muted-foreground underline-offset-4 hover:underline"
          >
            {t("staff")}
          </a>
          <ThemeSwitch />
        </div>
      </footer>
    </div>
  );
}
