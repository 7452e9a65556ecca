import { Alert } from "@/components/ui/alert";
import t from "@/messages/mail";

const TROUBLES = ["refused sign-in", "unreachable", "delayed", "refused"] as const;

/** How the mail is as a whole: one quiet line when all is well, else what is wrong and what happens now. */
export function MailState({ health }: { health: string }) {
  const trouble = TROUBLES.find((name) => name === health);
  if (trouble === undefined) return <p className="px-5 pb-4 text-[15px]">{t("state.ok")}</p>;
  return (
    <Alert
      kind={trouble === "delayed" ? "warning" : "danger"}
      title={t(`state.${trouble}`)}
      className="mx-5 mb-4"
    >
      <p>{t(`state.${trouble}.text`)}</p>
    </Alert>
  );
}
