import { StudentFrame } from "@/components/frame/student-frame";
import { Inbox } from "@/components/inbox/inbox";
import { privatePage } from "@/lib/private-page";
import t from "@/messages/inbox";

export const metadata = privatePage(t("title"), t("description"));

export default function Page() {
  return (
    <StudentFrame wide>
      <Inbox />
    </StudentFrame>
  );
}
