import type { ReactNode } from "react";
import { DeskProviders } from "@/components/frame/desk-providers";

export default function LoginLayout({ children }: { children: ReactNode }) {
  return <DeskProviders>{children}</DeskProviders>;
}
