"""What a student does through a confirm link: look at the price, accept or decline it, ask for a new link."""

import uuid

from app.extensions import db
from app.models import STATUSES, Job, Status
from app.schemas.actions import TokenBody
from app.schemas.base import parse
from app.schemas.student import ConfirmView, LinkSent, PublicQuote
from app.services import email_service, event_service, job_service, link_service, links, live, lock_service
from app.services.catalog_service import current
from app.services.event_service import STUDENT
from app.services.link_service import RESEND_AFTER
from app.utils import clock
from app.utils.errors import Conflict, IllegalTransition, NotFound, TooMany


def _job(job_id: uuid.UUID) -> Job:
    job = db.session.get(Job, job_id)
    if job is None:
        raise NotFound("The job of this link was removed. If you did not expect that, please ask at the print desk.")
    return job


def show(token: str) -> ConfirmView:
    """Show the quote; changes nothing. Raises NotFound, Gone."""
    link = links.read_confirm(token)
    job = _job(link.job_id)
    link_service.check(job, link)
    quote = public_quote(job)
    if quote is None or job.confirm_expires_at is None:
        raise NotFound("There is no price to confirm for this job.")
    return ConfirmView(
        reference=job.reference, status=job.status, status_title=STATUSES[job.status].title, answer=_answer(job),
        student_name=job.student_name, original_filename=job.original_filename, print_method=job.print_method,
        color=job.color, printer=job.printer, price_cents=quote.price_cents, currency=current().currency, quote=quote,
        expires_at=job.confirm_expires_at, tracking_url=links.tracking_url(job),
        has_thumbnail=bool((job.report or {}).get("thumbnail")),
    )  # fmt: skip


def original_of(token: str) -> str:
    """Return the SHA-256 of the original of a link's job. Raises NotFound."""
    return _job(links.read_confirm(token).job_id).original_sha256


def _answer(job: Job) -> str | None:
    if job.status is Status.PENDING:
        return None
    return "confirmed" if job.confirmed_at is not None else "closed"


def public_quote(job: Job) -> PublicQuote | None:
    """Show the price and how it came about, once there is one."""
    if job.quote_price_cents is None or job.quote_rates is None:
        return None
    return PublicQuote(
        weight_g=job.quote_weight_g or 0, volume_ml=job.quote_volume_ml, time_hours=job.quote_time_hours or 0,
        price_cents=job.quote_price_cents, cents_per_gram=job.quote_rates["cents_per_gram"],
        minimum_cents=job.quote_rates["minimum_cents"], comment=job.quote_comment,
    )  # fmt: skip


def confirm(token: str, payload: object) -> ConfirmView:
    """Accept the price. A second time gives the same answer. Raises NotFound, Gone, Invalid, Stale."""
    return _respond("confirm", token, payload)


def decline(token: str, payload: object) -> ConfirmView:
    """Decline the price, which cancels the job. A second time gives the same answer. Raises NotFound, Gone."""
    return _respond("decline", token, payload)


def _respond(action: str, token: str, payload: object) -> ConfirmView:
    link = links.read_confirm(token)
    job = _job(link.job_id)
    link_service.check(job, link)
    if _answered_with(job) != action:
        try:
            job_service.perform(action, job.id, payload, STUDENT)
        except IllegalTransition:
            db.session.rollback()
            if _answered_with(_job(link.job_id)) != action:  # else the same answer came in twice at once
                raise
    return show(token)


def _answered_with(job: Job) -> str:
    return "confirm" if job.confirmed_at is not None else "decline" if job.status is Status.CANCELED else ""


def send_new_link(payload: object) -> LinkSent:
    """Mail a new confirm link in place of one that has run out, at most once an hour. Raises TooMany, Conflict."""
    link = links.read_confirm(parse(TokenBody, payload).token)
    job = lock_service.held_job(_job(link.job_id).id)
    if job.status is not Status.PENDING:
        raise Conflict("This price was answered already, so no new link is needed. Follow your job instead.")
    now, sent_at = clock.now(), job.confirm_link_sent_at or job.created_at
    if now < sent_at + RESEND_AFTER:
        wait = int((sent_at + RESEND_AFTER - now).total_seconds()) + 1
        text = f"A link was sent less than an hour ago. Look into your mail, or try again in {wait // 60 + 1} minutes."
        raise TooMany(text, wait, can_resend_at=(sent_at + RESEND_AFTER).isoformat())
    if not link_service.is_expired(job) and link.serial == job.confirm_serial:
        raise Conflict("This link still works: open it to see the price.")
    link_service.issue(job)
    mail = email_service.queue("quote", job)
    event_service.record("EmailResent", STUDENT, job.id, kind="quote")
    live.job_changed(job)
    answer = LinkSent(sent_to=job.student_email, can_resend_at=now + RESEND_AFTER)
    db.session.commit()
    email_service.wake(mail)
    return answer
