"use client";

import { type FormEvent, lazy, Suspense, useEffect, useRef } from "react";
import { Failure } from "@/components/ui/failure";
import { Skeleton } from "@/components/ui/skeleton";
import { useCatalog } from "@/lib/catalog";
import t from "@/messages/submit";
import type { Submitted } from "@/types/job";
import { FilePicker } from "./file-picker";
import { FormPart, focusFirstInvalid } from "./form-part";
import { Policy } from "./policy";
import { Questions, QuestionsSkeleton } from "./questions";
import { useForm } from "./use-form";
import { useSubmission } from "./use-submission";
import { useUpload } from "./use-upload";

// Fetched as soon as a file is chosen, and shown when it has arrived.
const loadReport = () => import("./model-report");
const loadDecision = () => import("./decision");
const ModelReport = lazy(() => loadReport().then((room) => ({ default: room.ModelReport })));
const Decision = lazy(() => loadDecision().then((room) => ({ default: room.Decision })));

type Props = { onDone: (submitted: Submitted, email: string) => void };

/** The file first, beside it what the system sees in it, then what, how and who. */
export function SubmitForm({ onDone }: Props) {
  const { catalog, error, again } = useCatalog();
  const file = useUpload(catalog?.limits);
  const form = useForm(catalog);
  const first = useFirstInvalid();
  const box = useRef<HTMLDivElement>(null);
  const sending = useSubmission(form, file.state, {
    onErrors: first.show,
    onUnseen: file.readAgain,
    onDone: (submitted) => {
      onDone(submitted, form.values.student_email ?? "");
      form.keepPerson();
      file.forget();
    },
  });

  const received = file.state.phase === "received" ? file.state.upload : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!sending.busy) void sending.submit();
  };
  const choose = (chosen: File) => {
    form.mark("upload_id");
    form.set("accepted_warnings", "");
    void Promise.all([loadReport(), loadDecision()]);
    void file.choose(chosen);
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  };
  return (
    <form
      ref={first.form}
      noValidate
      onSubmit={submit}
      className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[1fr_360px]"
    >
      <h1 className="pt-2 font-semibold text-4xl tracking-[-0.03em] lg:col-span-2">{t("title")}</h1>
      <FormPart title={t("file.title")}>
        <FilePicker
          state={file.state}
          limits={catalog?.limits}
          error={form.errors.upload_id}
          box={box}
          onForget={file.forget}
          onChoose={choose}
        />
        <Suspense>
          {received && catalog && (
            <Decision
              report={received.report}
              reasons={catalog.rejection_reasons}
              accepted={form.values.accepted_warnings}
              error={form.errors.accepted_warnings}
              onAccept={(codes) => form.set("accepted_warnings", codes)}
              onReplace={() => box.current?.querySelector("input")?.click()}
            />
          )}
        </Suspense>
      </FormPart>
      <aside className="grid min-w-0 gap-5 lg:sticky lg:top-6 lg:col-start-2 lg:row-span-2 lg:row-start-2">
        <Suspense fallback={<Skeleton className="h-96 rounded-lg!" />}>
          {received && <ModelReport upload={received} catalog={catalog} choice={form.values} />}
        </Suspense>
        <Policy sentences={catalog?.policy} />
      </aside>
      <div className="min-w-0">
        {error && <Failure error={error} again={again} />}
        {!catalog && !error && <QuestionsSkeleton />}
        {catalog && (
          <Questions catalog={catalog} report={received?.report ?? null} form={form} sending={sending} />
        )}
      </div>
    </form>
  );
}

/** Bring the first refused field into sight, once the refusal is on the page. */
function useFirstInvalid() {
  const form = useRef<HTMLFormElement>(null);
  const wanted = useRef(false);
  useEffect(() => {
    if (wanted.current && form.current) focusFirstInvalid(form.current);
    wanted.current = false;
  });
  const show = () => {
    wanted.current = true;
  };
  return { form, show };
}
