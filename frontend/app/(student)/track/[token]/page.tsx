import { StudentFrame } from "@/components/frame/student-frame";
import { Tracking } from "@/components/tracking/tracking";
import { privatePage } from "@/lib/private-page";
import t from "@/messages/tracking";

export const metadata = privatePage(t("title"), t("description"));

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  return (
    <StudentFrame>
      <Tracking token={(await params).token} />
    </StudentFrame>
  );
}
