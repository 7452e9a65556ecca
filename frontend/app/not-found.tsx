import { DeadEnd } from "@/components/frame/dead-end";
import { buttonVariants } from "@/components/ui/button";
import t from "@/messages/frame";

export default function NotFound() {
  const home = (
    <a href="/" className={buttonVariants({ size: "large" })}>
      {t("missing.home")}
    </a>
  );
  return <DeadEnd title={t("missing.title")} text={t("missing.text")} action={home} />;
}
