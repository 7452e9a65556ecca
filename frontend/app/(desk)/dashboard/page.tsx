import type { Metadata } from "next";
import { Dashboard } from "@/components/dashboard/dashboard";
import t from "@/messages/dashboard";

export const metadata: Metadata = { title: t("title") };

export default function DashboardPage() {
  return <Dashboard />;
}
