import type { ReactNode } from "react";
import { Desk } from "@/components/frame/desk-providers";

export default function DeskLayout({ children }: { children: ReactNode }) {
  return <Desk>{children}</Desk>;
}
