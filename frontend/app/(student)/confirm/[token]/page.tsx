import { StudentFrame } from "@/components/frame/student-frame";
import { Confirmation } from "@/components/tracking/confirmation";
import { privatePage } from "@/lib/private-page";
import t from "@/messages/confirm";

export const metadata = privatePage(t("title"), t("description"));

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  return (
    <StudentFrame>
      <Confirmation token={(await params).token} />
    </StudentFrame>
  );
}
