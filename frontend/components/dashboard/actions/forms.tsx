import type { ComponentType } from "react";
import { actionOf } from "@/lib/lifecycle";
import t from "@/messages/actions";
import type { Catalog, Job } from "@/types/job";
import { ApproveFields, approveBody, checkApprove } from "./approve-fields";
import { CompleteFields } from "./complete-fields";
import { checkPayment, paymentBody, startPayment } from "./payment-body";
import { PaymentFields } from "./payment-fields";
import { checkPrinting, PrintingFields } from "./printing-fields";
import { checkReason, ReasonFields } from "./reason-fields";
import { checkReject, RejectFields, rejectBody } from "./reject-fields";

/** What is typed into a form, exactly as typed, by the API's names. A tick is "yes". */
export type Draft = Record<string, string | undefined>;
export type Errors = Record<string, string | undefined>;
export type Subject = { job: Job; catalog: Catalog; action: string };
export type FieldsProps = Subject & {
  draft: Draft;
  put: (name: string, value: string) => void;
  errors: Errors;
};

/** The admin action that a locked job offers. */
export const FORCE_UNLOCK = "force-unlock";

type Form = {
  /** The fields below "Performing action as"; some actions need none. */
  Fields?: ComponentType<FieldsProps>;
  /** What stands in the fields at first. */
  start?: (subject: Subject) => Draft;
  /** What is wrong with the draft, field by field; the API checks again. */
  check?: (draft: Draft, subject: Subject) => Errors;
  /** The body for the API, without the name of the member of staff. */
  body: (draft: Draft, subject: Subject) => Record<string, unknown>;
  /** Another name and word for the button where the lifecycle's own does not fit this job. */
  words?: (job: Job) => { label: string; confirm: string } | null;
  /** The same body may be sent twice without harm: an answer that got lost is given again. */
  isRepeatable?: boolean;
};

const FORMS: Record<string, Form> = {
  ReviewBody: {
    body: (_, { job }) => ({ reviewed: job.is_new }),
    words: (job) => (job.is_new ? null : { label: t("review.undo"), confirm: t("review.undo.confirm") }),
  },
  ApproveBody: { Fields: ApproveFields, check: checkApprove, body: approveBody },
  RejectBody: { Fields: RejectFields, check: checkReject, body: rejectBody },
  ReasonBody: {
    Fields: ReasonFields,
    check: checkReason,
    body: ({ reason = "" }) => ({ reason }),
  },
  MarkPrintingBody: {
    Fields: PrintingFields,
    start: ({ job }) => ({ printer: job.printer }),
    check: checkPrinting,
    body: ({ printer }) => ({ printer }),
  },
  MarkCompleteBody: {
    Fields: CompleteFields,
    body: ({ storage_place = "" }) => ({ storage_place }),
  },
  PaymentBody: {
    Fields: PaymentFields,
    start: startPayment,
    check: checkPayment,
    body: paymentBody,
    isRepeatable: true,
  },
  StaffBody: { body: () => ({}) },
};

/** The form of an action, found by the body that it takes; undefined for one that is newer than this page. */
export function formOf(action: string): Form | undefined {
  return FORMS[actionOf(action)?.body ?? ""];
}

/** What the button of an action says for this job. */
export function labelOf(action: string, job: Job): string {
  return formOf(action)?.words?.(job)?.label ?? actionOf(action)?.label ?? action;
}

/** What an action brings about, said before it is done. */
export function confirmOf(action: string, job: Job): string {
  return formOf(action)?.words?.(job)?.confirm ?? actionOf(action)?.confirm ?? "";
}
