import { readCents, readNumber } from "@/lib/price";
import t from "@/messages/actions";
import type { Draft, Errors, Subject } from "./forms";
import { isPositive } from "./rates";

export function startPayment({ job }: Subject): Draft {
  return { picked_up_by: job.student_name };
}

export function checkPayment(draft: Draft): Errors {
  const { payment_type, other, amount = "", reason = "", txn_no = "", picked_up_by = "" } = draft;
  const isOther = other === "yes";
  const needs = (text: string) => (text.trim() === "" ? t("missing") : undefined);
  return {
    grams: isPositive(draft.grams) ? undefined : t("number"),
    payment_type: payment_type ? undefined : t("choose"),
    txn_no: payment_type === "campus_card" ? needs(txn_no) : undefined,
    amount: isOther && readCents(amount) === null ? t("other.invalid") : undefined,
    reason: isOther ? needs(reason) : undefined,
    picked_up_by: needs(picked_up_by),
  };
}

export function paymentBody(draft: Draft) {
  const isOther = draft.other === "yes";
  return {
    grams: readNumber(draft.grams ?? ""),
    payment_type: draft.payment_type,
    txn_no: draft.payment_type === "waived" ? undefined : draft.txn_no?.trim() || undefined,
    charged_cents: isOther ? readCents(draft.amount ?? "") : undefined,
    reason: isOther ? draft.reason : undefined,
    picked_up_by: draft.picked_up_by,
    payer: draft.payer ?? "",
    partial: draft.partial === "yes",
  };
}
