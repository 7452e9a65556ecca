"""The student's confirm link: how long it lives, and what counts as a yes."""

from datetime import timedelta

from app.models import Job, Status
from app.models.job import Listed
from app.schemas.actions import ConfirmBody
from app.services.catalog_service import settings
from app.services.links import ConfirmLink
from app.utils import clock
from app.utils.errors import Gone, Invalid, Stale

RESEND_AFTER = timedelta(hours=1)


def issue(job: Job) -> None:
    """Give a held job a new confirm link; older ones are worth nothing from then on."""
    now = clock.now()
    job.confirm_serial += 1
    job.confirm_expires_at, job.confirm_link_sent_at = now + timedelta(hours=settings().confirm_hours), now
    job.updated_at, job.metadata_stale = now, True


def is_expired(job: Listed) -> bool:
    """Say whether the price waits for an answer that can no longer be given."""
    if job.status is not Status.PENDING or job.confirm_expires_at is None:
        return False
    return bool(job.confirm_expires_at <= clock.now())


def check(job: Job, link: ConfirmLink) -> None:
    """Make sure that a link can still answer a waiting price. Raises Gone with the time of the next link."""
    if job.status is Status.PENDING and (is_expired(job) or link.serial != job.confirm_serial):
        sent_at = job.confirm_link_sent_at or job.created_at
        text = "This link has run out. You can ask for a new one here; it comes by mail and nothing else changes."
        raise Gone(text, can_resend_at=(sent_at + RESEND_AFTER).isoformat(), reference=job.reference)


def check_acceptance(job: Job, body: ConfirmBody) -> None:
    """Make sure that the student says yes, to the price as it is. Raises Invalid, Stale."""
    if not body.accept:
        raise Invalid.field("accept", "Please tick “I accept” to confirm the price, or decline it.")
    if body.price_cents != job.quote_price_cents:
        text = "The price has changed since this page was opened. Please reload it and look at the new price."
        raise Stale(text, price_cents=job.quote_price_cents)
