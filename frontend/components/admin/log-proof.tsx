import { Failure } from "@/components/ui/failure";
import t from "@/messages/log";
import type { Verification } from "@/types/job";

/** What verifying the log found; nothing before it was asked for. */
export function LogProof({ found, error }: { found: Verification | undefined; error: Error | null }) {
  if (error) return <Failure error={error} className="mx-5 mb-4" />;
  return (
    <div role="status" className="mx-5">
      {found && (
        <p
          className={`mb-4 rounded-md border px-4 py-3 text-[15px] ${
            found.ok ? "border-border bg-muted" : "border-destructive text-destructive"
          }`}
        >
          <strong className="block font-semibold">{t(found.ok ? "verify.ok" : "verify.broken")}</strong>
          {found.message}
        </p>
      )}
    </div>
  );
}
