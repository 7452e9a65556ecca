import type { Metadata } from "next";
import { OpenerSetup } from "@/components/opener/opener-setup";
import t from "@/messages/opening";

export const metadata: Metadata = { title: t("title") };

export default function SlicerPage() {
  return <OpenerSetup />;
}
