import type { Metadata } from "next";
import { Login } from "@/components/login/login";
import t from "@/messages/login";

export const metadata: Metadata = { title: t("title") };

export default function LoginPage() {
  return <Login />;
}
