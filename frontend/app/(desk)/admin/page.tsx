import type { Metadata } from "next";
import { Admin } from "@/components/admin/admin";
import t from "@/messages/admin";

export const metadata: Metadata = { title: t("title") };

export default function AdminPage() {
  return <Admin />;
}
