"use client";

import { Box, ChevronDown, LogOut, MonitorCheck } from "lucide-react";
import Link from "next/link";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { useSession } from "@/lib/session";
import { setTheme, type Theme, useTheme } from "@/lib/theme";
import common from "@/messages/common";
import t from "@/messages/frame";

const THEMES: readonly Theme[] = ["system", "light", "dark"];

/** Which workstation this is, how it looks, and the way out. */
export function DeskMenu() {
  const { workstation, signOut } = useSession();
  const theme = useTheme();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" className="px-3!" aria-label={t("workstation", { name: workstation.name })}>
          <MonitorCheck aria-hidden />
          <span className="max-w-40 truncate max-md:sr-only">{workstation.name}</span>
          <ChevronDown aria-hidden className="text-muted-foreground" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="min-w-56">
        <DropdownMenuLabel>{t("workstation", { name: workstation.name })}</DropdownMenuLabel>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{common("theme")}</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme ?? ""} onValueChange={(chosen) => setTheme(chosen as Theme)}>
          {THEMES.map((each) => (
            <DropdownMenuRadioItem key={each} value={each}>
              {common(`theme.${each}`)}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/slicer">
            <Box aria-hidden />
            {t("slicer")}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void signOut().catch((error: Error) => toast.error(error.message))}>
          <LogOut aria-hidden />
          {t("signOut")}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
