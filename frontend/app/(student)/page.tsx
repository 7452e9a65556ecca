import { StudentFrame } from "@/components/frame/student-frame";
import { Welcome } from "@/components/welcome/welcome";

export default function Page() {
  return (
    <StudentFrame wide>
      <Welcome />
    </StudentFrame>
  );
}
