"use client";

import { type FormEvent, lazy, Suspense, useEffect, useRef } from "react";
import { Failure } from "@/components/ui/failure";
import { Skeleton } from "@/components/ui/skeleton";
import { useCatalog } from "@/lib/catalog";
import t from "@/messages/submit";
import { FilePicker } from "./file-picker";
import { FormPart, focusFirstInvalid } from "./form-part";
import { Policy } from "./policy";
import { Questions, QuestionsSkeleton } from "./questions";
import { useSubmission } from "./use-submission";
import { useUpload } from "./use-upload";

// What only shows after the file is loaded only then: the page itself must be light on a phone.
const ModelReport = lazy(() => import("./model-report").then((room) => ({ default: room.ModelReport })));
const Done = lazy(() => import("./done").then((room) => ({ default: room.Done })));

/** The file first, beside it what the system sees in it, then what, how and who. */
export function SubmitForm() {
  const { catalog, error, again } = useCatalog();
  const file = useUpload(catalog?.limits);
  const form = useRef<HTMLFormElement>(null);
  const refused = useRef(false);
  const submission = useSubmission(file.state, catalog, () => {
    refused.current = true;
  });
  useEffect(() => {
    if (refused.current && form.current) focusFirstInvalid(form.current);
    refused.current = false;
  });

  const received = file.state.phase === "received" ? file.state.upload : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!submission.busy) void submission.submit();
  };
  if (submission.done) {
    const startOver = () => {
      file.forget();
      submission.startOver();
    };
    return (
      <Done submitted={submission.done} email={submission.values.student_email ?? ""} onAnother={startOver} />
    );
  }
  return (
    <form
      ref={form}
      noValidate
      onSubmit={submit}
      className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[1fr_360px]"
    >
      <h1 className="pt-2 font-semibold text-4xl tracking-[-0.03em] lg:col-span-2">{t("title")}</h1>
      <FormPart title={t("file.title")}>
        <FilePicker
          state={file.state}
          limits={catalog?.limits}
          error={submission.errors.upload_id}
          onForget={file.forget}
          onChoose={(chosen) => {
            submission.markFile();
            void file.choose(chosen);
          }}
        />
      </FormPart>
      <aside className="grid min-w-0 gap-5 lg:sticky lg:top-6 lg:col-start-2 lg:row-span-2 lg:row-start-2">
        <Suspense fallback={<Skeleton className="h-96 rounded-lg!" />}>
          {received && <ModelReport upload={received} />}
        </Suspense>
        <Policy sentences={catalog?.policy} />
      </aside>
      <div className="min-w-0">
        {error && <Failure error={error} again={again} />}
        {!catalog && !error && <QuestionsSkeleton />}
        {catalog && <Questions catalog={catalog} report={received?.report ?? null} submission={submission} />}
      </div>
    </form>
  );
}
