"use client";

import { useState } from "react";
import { ApiError, upload as post } from "@/lib/api";
import { check, checkAll, type Errors, type FieldName, ruleOf, type Values } from "@/lib/rules";
import { useSaved } from "@/lib/use-saved";
import t from "@/messages/submit";
import type { Catalog, Submitted } from "@/types/job";
import type { UploadState } from "./use-upload";

/** Keep what can stay when the material changes: a color or printer that the new one has, or its only one. */
export function chooseMethod(values: Values, print_method: string, catalog: Catalog): Values {
  const method = catalog.methods.find(({ name }) => name === print_method);
  const keep = (value: string | undefined, offered: string[]) =>
    offered.length === 1 ? offered[0] : offered.find((one) => one === value);
  const printers = method?.printers.map(({ name }) => name) ?? [];
  return {
    ...values,
    print_method,
    color: keep(values.color, method?.colors ?? []),
    printer: keep(values.printer, printers),
  };
}

/** Put the API's refusals at our fields; whatever it says about the file belongs to the file. */
function errorsOf(error: ApiError): Errors {
  // Only the upload can be gone: it is kept for a day.
  if (error.status === 404) return { upload_id: error.message };
  return Object.fromEntries(
    error.fields.map(({ field, message }) => [field === "file" ? "upload_id" : field, message]),
  );
}

function fileProblem(state: UploadState): string | undefined {
  if (state.phase === "received") return undefined;
  return t(state.phase === "sending" ? "file.onItsWay" : "file.missing");
}

function whatIsWrong(values: Values, file: UploadState): Errors {
  const problem = fileProblem(file);
  const found: Errors = { ...checkAll(values), ...(problem && { upload_id: problem }) };
  // Color and printer cannot be chosen before the material; asking for them would only be noise.
  if (found.print_method) {
    delete found.color;
    delete found.printer;
  }
  return found;
}

function formOf(values: Values, upload_id: string): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...values, upload_id }))
    if (value?.trim()) form.append(name, value.trim());
  return form;
}

/** What a field's control needs to hold its value and to be checked when it is left. */
export type Bind = (name: FieldName) => {
  name: string;
  value: string;
  maxLength: number | undefined;
  onChange: (event: { target: { value: string } }) => void;
  onBlur: () => void;
};

/** The student's form: what is typed, what needs another look, and sending it. `onErrors` runs after each refusal. */
export function useSubmission(file: UploadState, catalog: Catalog | null, onErrors: () => void) {
  const [values, save] = useSaved<Values>("submit.form", {});
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<Submitted | null>(null);

  const mark = (name: FieldName, error: string | undefined) =>
    setErrors((old) => ({ ...old, [name]: error }));
  const set = (name: FieldName, value: string) => {
    save((old) =>
      name === "print_method" && catalog ? chooseMethod(old, value, catalog) : { ...old, [name]: value },
    );
    mark(name, undefined);
  };
  const bind: Bind = (name) => ({
    name,
    value: values[name] ?? "",
    maxLength: ruleOf(name).maxLength,
    onChange: (event) => set(name, event.target.value),
    onBlur: () => values[name] && mark(name, check(name, values[name])),
  });
  const refuse = (found: Errors) => {
    setErrors(found);
    if (Object.keys(found).length > 0) onErrors();
  };

  const submit = async () => {
    const found = whatIsWrong(values, file);
    setFailure(null);
    refuse(found);
    if (Object.keys(found).length > 0 || file.phase !== "received") return;
    setBusy(true);
    try {
      setDone(await post("/api/v1/submit", formOf(values, file.upload.upload_id)));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(error);
      refuse(errorsOf(error));
    } finally {
      setBusy(false);
    }
  };

  /** Start over with the same person and another model. */
  const startOver = () => {
    const { student_name, student_email, discipline, class_number } = values;
    save(() => ({ student_name, student_email, discipline, class_number }));
    setDone(null);
  };
  return {
    values,
    errors,
    failure,
    busy,
    done,
    set,
    bind,
    submit,
    startOver,
    markFile: (error?: string) => mark("upload_id", error),
  };
}
