"""What each action of the lifecycle does to the job besides changing its status: one function an action.

An effect sees a held row whose lock and status are already checked. It may still refuse the content of the body; what
it returns goes into the event and the mail.
"""

import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any

from app.models import Action, Job
from app.schemas import actions as bodies
from app.schemas.base import StaffBody
from app.services import (
    candidate_files,
    catalog_service,
    event_service,
    link_service,
    lock_service,
    payment_service,
    pricing,
)
from app.services.event_service import Who
from app.services.file_service import StoredFile
from app.utils import clock
from app.utils.errors import Invalid


@dataclass(frozen=True)
class Effect:
    """What an action tells the event and the mail."""

    details: dict[str, Any] = field(default_factory=dict)
    mail_context: dict[str, Any] = field(default_factory=dict)


def answered_before(action: Action, job_id: uuid.UUID, payload: object, who: Who) -> Job | None:
    """Return the job when this request was performed before (Idempotency-Key). Raises Conflict for another body."""
    return payment_service.paid_before(job_id, payload, who) if action.name == "payment" else None


def apply_review(job: Job, body: bodies.ReviewBody, _who: Who, _prepared: None) -> Effect:
    job.reviewed_at = clock.now() if body.reviewed else None
    return Effect({"reviewed": body.reviewed})


def apply_approve(job: Job, body: bodies.ApproveBody, who: Who, chosen: StoredFile) -> Effect:
    """Fix the quote: file, weight, time, price, and the rates that produced it."""
    catalog = catalog_service.current()
    method = catalog.method(job.print_method)
    if method is None:
        raise Invalid(f"The catalogue has no method “{job.print_method}” any more. Ask the lab manager to add it.")
    rates = pricing.Rates.of(catalog, method)
    job.quote_weight_g = _grams(body, rates)
    job.quote_volume_ml = body.volume_ml if rates.grams_per_ml is not None else None
    job.quote_time_hours = pricing.billed_hours(body.time_hours)
    job.quote_price_cents = pricing.price_cents(job.quote_weight_g, rates)
    job.quote_rates, job.quote_comment, job.quoted_at = asdict(rates), body.comment, clock.now()
    job.reviewed_at = job.reviewed_at or clock.now()
    if changed := chosen.sha256 != job.original_sha256:
        event_service.record("FileChanged", who, job.id, file=chosen.name, sha256=chosen.sha256)
    job.authoritative_file = {"name": chosen.name, "size": chosen.size, "sha256": chosen.sha256}
    link_service.issue(job)
    return Effect({
        "price_cents": job.quote_price_cents, "weight_g": job.quote_weight_g, "time_hours": job.quote_time_hours,
        "file": chosen.name, "file_changed": changed,
    })  # fmt: skip


def _grams(body: bodies.ApproveBody, rates: pricing.Rates) -> float:
    """Return the grams to charge: weighed by the slicer, or from millilitres for resin."""
    if rates.grams_per_ml is not None and body.volume_ml is not None:
        return pricing.grams_of_volume(body.volume_ml, rates)
    if body.weight_g is not None:
        return body.weight_g
    if rates.grams_per_ml is not None:
        raise Invalid.field("volume_ml", "Please enter the millilitres that the slicer shows.")
    raise Invalid.field("weight_g", "Please enter the grams that the slicer shows.")


def apply_reject(job: Job, body: bodies.RejectBody, _who: Who, _prepared: None) -> Effect:
    known = {reason.code for reason in catalog_service.current().rejection_reasons}
    if unknown := [code for code in body.reasons if code not in known]:
        raise Invalid.field("reasons", f"Unknown reason: {', '.join(unknown)}. Known: {', '.join(sorted(known))}.")
    job.rejection_reasons, job.closing_comment = list(dict.fromkeys(body.reasons)), body.comment
    return Effect({"reasons": job.rejection_reasons, "comment": body.comment})


def apply_confirm(job: Job, body: bodies.ConfirmBody, _who: Who, _prepared: None) -> Effect:
    link_service.check_acceptance(job, body)
    job.confirmed_at = clock.now()
    return Effect({"price_cents": job.quote_price_cents})


def apply_decline(job: Job, body: bodies.DeclineBody, _who: Who, _prepared: None) -> Effect:
    job.closing_comment = body.reason
    return Effect({"declined": True, "reason": body.reason})


def apply_cancel(job: Job, body: bodies.ReasonBody | bodies.DeclineBody, _who: Who, _prepared: None) -> Effect:
    job.closing_comment = body.reason
    return Effect({"reason": body.reason})


def apply_mark_printing(job: Job, body: bodies.MarkPrintingBody, _who: Who, _prepared: None) -> Effect:
    method = catalog_service.current().method(job.print_method)
    printers = [printer.name for printer in method.printers] if method else []
    if body.printer not in printers:
        raise Invalid.field("printer", f"Please choose one of {', '.join(printers)}.")
    job.printer = body.printer
    return Effect({"printer": body.printer})


def apply_mark_failed(_job: Job, body: bodies.ReasonBody, _who: Who, _prepared: None) -> Effect:
    return Effect({"reason": body.reason})


def apply_mark_complete(job: Job, body: bodies.MarkCompleteBody, _who: Who, _prepared: None) -> Effect:
    job.storage_place = body.storage_place
    return Effect({"storage_place": body.storage_place})


def apply_payment(job: Job, body: bodies.PaymentBody, who: Who, _prepared: None) -> Effect:
    checkout = payment_service.record(job, body, who)
    told = {"checkout_id": str(checkout.id), "charged_cents": checkout.charged_cents, "grams": body.grams}
    told |= {"partial": body.partial, "payment_type": body.payment_type}
    return Effect(told, {"checkout_id": str(checkout.id)})


def apply_revert_completion(job: Job, body: bodies.ReasonBody, _who: Who, _prepared: None) -> Effect:
    job.storage_place = ""
    return Effect({"reason": body.reason})


def apply_revert_pickup(job: Job, body: bodies.ReasonBody, who: Who, _prepared: None) -> Effect:
    voided = payment_service.void_latest(job, body.reason, who)
    return Effect({"reason": body.reason, "checkout_id": str(voided.id) if voided else None})


def apply_delete(job: Job, _body: StaffBody, _who: Who, _prepared: None) -> Effect:
    return Effect({"original_filename": job.original_filename})


def apply_archive(job: Job, body: bodies.RetentionBody, _who: Who, _prepared: None) -> Effect:
    _require_age(job, body.retention_days)
    return Effect({"reason": body.reason, "retention_days": body.retention_days})


def apply_prune(job: Job, body: bodies.RetentionBody, _who: Who, _prepared: None) -> Effect:
    _require_age(job, body.retention_days)
    told = {"reason": body.reason, "retention_days": body.retention_days}
    return Effect(told | {"original_filename": job.original_filename})


def _require_age(job: Job, retention_days: int) -> None:
    if job.status_at > clock.now() - timedelta(days=retention_days):
        text = f"{job.reference} was closed less than {retention_days} days ago, so it stays for now."
        raise Invalid.field("retention_days", text)


def apply_force_confirm(job: Job, body: bodies.ReasonBody, _who: Who, _prepared: None) -> Effect:
    job.confirmed_at = clock.now()
    return Effect({"override": "force-confirm", "reason": body.reason, "price_cents": job.quote_price_cents})


def apply_force_unlock(job: Job, body: bodies.ReasonBody, _who: Who, _prepared: None) -> Effect:
    held_by = job.lock_staff_name
    lock_service.clear(job)
    return Effect({"override": "force-unlock", "reason": body.reason, "held_by": held_by})


def prepare_approve(job_id: uuid.UUID, body: bodies.ApproveBody) -> StoredFile:
    """Read the chosen file from the job's folder, as it is now. Raises StorageUnavailable, Invalid."""
    return candidate_files.chosen(job_id, body.authoritative_file)


Apply = Callable[[Job, Any, Who, Any], Effect]
_PREFIX = "apply_"
APPLY: dict[str, Apply] = {
    name.removeprefix(_PREFIX).replace("_", "-"): function
    for name, function in list(globals().items())
    if name.startswith(_PREFIX)
}
PREPARE: dict[str, Callable[[uuid.UUID, Any], object]] = {"approve": prepare_approve}
