"""Payments at the desk. A payment is never edited or deleted; a second row voids it."""

import hashlib
import uuid

from sqlalchemy import exists, func, select

from app.extensions import db
from app.models import Checkout, CheckoutLine, CheckoutVoid, Job, PaymentType
from app.schemas.actions import PaymentBody
from app.schemas.base import parse
from app.schemas.job import PaymentLine
from app.services import catalog_service, pricing
from app.services.event_service import Who
from app.services.turns import take
from app.utils import clock
from app.utils.errors import Conflict, Invalid

LONGEST_KEY = 200


def paid_before(job_id: uuid.UUID, payload: object, who: Who) -> Job | None:
    """Return the job if this Idempotency-Key has paid for it already. Raises Conflict for another body."""
    if not who.idempotency_key:
        return None
    if len(who.idempotency_key) > LONGEST_KEY:
        raise Invalid(f"An Idempotency-Key has at most {LONGEST_KEY} characters. Use a random one.")
    _alone(f"idempotency/{who.idempotency_key}")
    found = db.session.scalars(select(Checkout).where(Checkout.idempotency_key == who.idempotency_key)).one_or_none()
    if found is None:
        return None
    if found.body_sha256 != _fingerprint(job_id, parse(PaymentBody, payload)):
        raise Conflict("This Idempotency-Key was used for another payment. Use a new key.")
    return db.session.get(Job, job_id)


def _alone(what: str) -> None:
    """Let nobody else decide on the same until the current transaction ends."""
    take(what)


def _fingerprint(job_id: uuid.UUID, body: PaymentBody) -> str:
    """Return what tells two payments apart."""
    return hashlib.sha256(f"{job_id} {body.model_dump_json()}".encode()).hexdigest()


def record(job: Job, body: PaymentBody, who: Who) -> Checkout:
    """Write one checkout with one line for a held job, in the current transaction. Raises Invalid, Conflict."""
    _check_transaction(body)
    calculated = pricing.price_cents(body.grams, _rates(job))
    charged = _charged(body, calculated)
    checkout = Checkout(
        paid_on=body.paid_on or clock.now().date(), payment_type=body.payment_type, txn_no=body.txn_no or None,
        calculated_cents=calculated, charged_cents=charged, reason=body.reason, payer=body.payer or job.student_name,
        picked_up_by=body.picked_up_by, staff_name=who.name, workstation_id=who.workstation_id,
        idempotency_key=who.idempotency_key or None, body_sha256=_fingerprint(job.id, body),
        lines=[CheckoutLine(job_id=job.id, grams=body.grams, charged_cents=charged, is_partial=body.partial)],
    )  # fmt: skip
    db.session.add(checkout)
    db.session.flush()
    return checkout


def _rates(job: Job) -> pricing.Rates:
    """Return the rates of the quote, which is what the student accepted; without one, today's."""
    if job.quote_rates is not None:
        return pricing.Rates(**job.quote_rates)
    catalog = catalog_service.current()
    method = catalog.method(job.print_method)
    if method is None:
        raise Invalid(f"The catalogue has no method “{job.print_method}” any more. Ask the lab manager to add it.")
    return pricing.Rates.of(catalog, method)


def _charged(body: PaymentBody, calculated: int) -> int:
    if body.payment_type is PaymentType.WAIVED:
        if body.charged_cents:
            raise Invalid.field("charged_cents", "A waived payment charges nothing. Choose how the rest is paid.")
        return 0
    if body.charged_cents is None:
        return calculated
    if body.charged_cents != calculated and not body.reason:
        raise Invalid.field("reason", "Please say why another amount than the calculated one is charged.")
    return body.charged_cents


def _check_transaction(body: PaymentBody) -> None:
    """A campus card needs its transaction number, and no number pays twice."""
    if body.payment_type is PaymentType.CAMPUS_CARD and not body.txn_no:
        raise Invalid.field("txn_no", "Please enter the transaction number from the card terminal.")
    if not body.txn_no:
        return
    _alone(f"txn/{body.txn_no}")
    voided = exists().where(CheckoutVoid.checkout_id == Checkout.id)
    if db.session.scalar(select(func.count()).where(Checkout.txn_no == body.txn_no, ~voided)):
        text = f"Transaction number {body.txn_no} was already used for another payment. Check the receipt."
        raise Conflict(text, fields=[{"field": "txn_no", "message": text}])


def void_latest(job: Job, reason: str, who: Who) -> Checkout | None:
    """Take back the payment that ended the job, in the current transaction; None when it ended without one."""
    checkout = next((line.checkout for line in reversed(lines_of(job.id)) if line.checkout.void is None), None)
    if checkout is None:
        return None
    void = CheckoutVoid(staff_name=who.name, workstation_id=who.workstation_id, reason=reason)
    checkout.void = void
    return checkout


def lines_of(job_id: uuid.UUID) -> list[CheckoutLine]:
    """List the payment lines of a job, oldest first, voided ones included."""
    return list(db.session.scalars(select(CheckoutLine).where(CheckoutLine.job_id == job_id).order_by(CheckoutLine.id)))


def view(line: CheckoutLine) -> PaymentLine:
    """Show one line of a checkout to staff."""
    checkout = line.checkout
    return PaymentLine(
        checkout_id=checkout.id, at=checkout.at, paid_on=checkout.paid_on, payment_type=checkout.payment_type,
        txn_no=checkout.txn_no, grams=line.grams, calculated_cents=checkout.calculated_cents,
        charged_cents=line.charged_cents, reason=checkout.reason, payer=checkout.payer,
        picked_up_by=checkout.picked_up_by, staff_name=checkout.staff_name, is_partial=line.is_partial,
        is_voided=checkout.void is not None,
    )  # fmt: skip
