import type { Metadata } from "next";
import { StudentFrame } from "@/components/frame/student-frame";
import { Welcome } from "@/components/welcome/welcome";
import t from "@/messages/home";

export const metadata: Metadata = { description: t("description") };

export default function Page() {
  return (
    <StudentFrame wide>
      <Welcome />
    </StudentFrame>
  );
}
