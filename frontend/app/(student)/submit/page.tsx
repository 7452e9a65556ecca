import type { Metadata } from "next";
import { StudentFrame } from "@/components/frame/student-frame";
import { Submission } from "@/components/submission/submission";
import t from "@/messages/submit";

export const metadata: Metadata = { title: t("title"), description: t("description") };

export default function Page() {
  return (
    <StudentFrame wide>
      <Submission />
    </StudentFrame>
  );
}
