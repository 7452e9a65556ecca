"use client";

import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { useLiveEvent } from "@/lib/events";
import { useSession } from "@/lib/session";
import { cn } from "@/lib/utils";
import t from "@/messages/frame";
import { Mark } from "./brand";
import { DeskMenu } from "./desk-menu";
import { LiveDot } from "./live-dot";
import { MailBanner } from "./mail-banner";
import { SkipLink } from "./skip-link";

/** What stands around every page of the desk. */
export function DeskFrame({ children }: { children: ReactNode }) {
  const { workstation } = useSession();
  const client = useQueryClient();
  // The live line was down: whatever is shown may be old, the session included.
  useLiveEvent("resync", () => void client.invalidateQueries());
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="sticky top-0 z-30 border-border border-b bg-background">
        <div className="flex h-14 items-center gap-x-2 sm:gap-x-4 px-4 sm:px-6">
          <Mark className="size-7 text-primary" />
          <nav aria-label={t("nav.desk")} className="flex gap-1">
            <NavLink href="/dashboard">{t("nav.dashboard")}</NavLink>
            {workstation.is_admin && <NavLink href="/admin">{t("nav.admin")}</NavLink>}
          </nav>
          <div className="ml-auto flex items-center gap-1.5">
            <LiveDot />
            <DeskMenu />
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="flex-1 px-4 py-5 sm:px-6">
        <MailBanner isAdmin={workstation.is_admin} />
        {children}
      </main>
    </div>
  );
}

function NavLink({ href, children }: { href: string; children: ReactNode }) {
  const here = usePathname().startsWith(href);
  return (
    <Link
      href={href}
      aria-current={here ? "page" : undefined}
      className={cn(
        "flex h-14 items-center border-b-2 px-3 text-[15px] -outline-offset-2",
        here ? "border-spark font-medium" : "border-transparent text-muted-foreground hover:text-foreground",
      )}
    >
      {children}
    </Link>
  );
}
