"use client";

import { useState } from "react";
import { ApiError, upload as post } from "@/lib/api";
import { checkAll, type Errors, type Values } from "@/lib/rules";
import { codesIn, isDecided } from "@/lib/warnings";
import t from "@/messages/submit";
import type { Submitted } from "@/types/job";
import type { Form } from "./use-form";
import type { UploadState } from "./use-upload";

function fileProblem(state: UploadState): string | undefined {
  if (state.phase === "received") return undefined;
  return t(state.phase === "sending" ? "file.onItsWay" : "file.missing");
}

/** What is not decided yet, once the report is there; a slow one holds nobody up. */
function decisionProblem(state: UploadState, accepted: string | undefined): string | undefined {
  if (state.phase !== "received" || isDecided(state.upload.report, accepted)) return undefined;
  return t("decide.missing");
}

function whatIsWrong(values: Values, file: UploadState): Errors {
  const problem = fileProblem(file);
  const undecided = decisionProblem(file, values.accepted_warnings);
  const found: Errors = {
    ...checkAll(values),
    ...(problem && { upload_id: problem }),
    ...(undecided && { accepted_warnings: undecided }),
  };
  // Color and printer cannot be chosen before the material; asking for them would only be noise.
  if (found.print_method) {
    delete found.color;
    delete found.printer;
  }
  return found;
}

/** Put the API's refusals at our fields; whatever it says about the file belongs to the file. */
function errorsOf(error: ApiError): Errors {
  // Only the upload can be gone: it is kept for a day.
  if (error.status === 404) return { upload_id: error.message };
  const named = error.fields.map(({ field, message }) => [field === "file" ? "upload_id" : field, message]);
  return Object.fromEntries(named);
}

function bodyOf({ accepted_warnings, ...values }: Values, upload_id: string): FormData {
  const body = new FormData();
  for (const code of codesIn(accepted_warnings)) body.append("accepted_warnings", code);
  for (const [name, value] of Object.entries({ ...values, upload_id })) {
    if (value?.trim()) body.append(name, value.trim());
  }
  return body;
}

type Told = {
  onErrors: () => void;
  /** The API knows of findings that this page has not shown. */
  onUnseen: () => void;
  onDone: (submitted: Submitted) => void;
};

/** Sends the form when nothing is wrong with it. `onErrors` runs after each refusal, ours or the API's. */
export function useSubmission({ values, setErrors }: Form, file: UploadState, told: Told) {
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const refuse = (found: Errors) => {
    setErrors(found);
    if (Object.keys(found).length > 0) told.onErrors();
  };
  const submit = async () => {
    const wrong = whatIsWrong(values, file);
    setFailure(null);
    refuse(wrong);
    if (Object.keys(wrong).length > 0 || file.phase !== "received") return;
    setBusy(true);
    try {
      told.onDone(await post("/api/v1/submit", bodyOf(values, file.upload.upload_id)));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setBusy(false);
      setFailure(error);
      const found = errorsOf(error);
      refuse(found);
      if (found.accepted_warnings) told.onUnseen();
    }
  };
  return { failure, busy, submit };
}

export type Sending = Pick<ReturnType<typeof useSubmission>, "failure" | "busy">;
