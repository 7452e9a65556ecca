"""The outbox for an admin: what is on its way, what failed and why, and another try."""

import uuid

from sqlalchemy import func, select, update
from werkzeug.datastructures import MultiDict

from app.extensions import db
from app.models import Job, MailStatus, OutboxMail
from app.models.job import reference as job_reference
from app.schemas.base import parse
from app.schemas.mail import OutboxPage, OutboxQuery, OutboxView
from app.services import email_service, event_service, live, mail_advice, mail_lane
from app.services.event_service import Who
from app.utils.errors import Conflict, NotFound

UNKNOWN = "There is no such mail in the outbox. Load the list again."
DONE = {
    MailStatus.SENT: "This mail was sent already. To send it once more, open the job and choose “Send again”.",
    MailStatus.SUPERSEDED: "What this mail says is no longer true. Open the job to send what holds now.",
}


def page(arguments: MultiDict[str, str]) -> OutboxPage:
    """Return one page of mails, newest first. Raises Invalid for a filter that cannot be."""
    query = parse(OutboxQuery, arguments.to_dict())
    rows = select(OutboxMail, Job.number).outerjoin(Job, Job.id == OutboxMail.job_id)
    if query.status:
        rows = rows.where(OutboxMail.status == query.status)
    if query.cursor:
        rows = rows.where(OutboxMail.id < query.cursor)
    found = db.session.execute(rows.order_by(OutboxMail.id.desc()).limit(query.limit + 1)).all()
    shown = [view(mail, number) for mail, number in found[: query.limit]]
    following = str(shown[-1].id) if len(found) > query.limit else None
    return OutboxPage(outbox=shown, next_cursor=following, health=email_service.health(), failed=_failed())


def retry(mail_id: uuid.UUID, who: Who, reason: str) -> OutboxView:
    """Try a mail again now, whether it waits or was given up. Raises NotFound, and Conflict when it is done with.

    Whoever asks has seen to the mail server, so what waits for the server is tried too. A mail older than 72 hours has
    this one try.
    """
    mail = db.session.scalars(select(OutboxMail).where(OutboxMail.id == mail_id).with_for_update()).one_or_none()
    if mail is None:
        raise NotFound(UNKNOWN)
    if mail.status in DONE:
        raise Conflict(DONE[mail.status])
    again = update(OutboxMail).where(OutboxMail.id == mail.id)
    now = func.statement_timestamp()
    db.session.execute(
        again.values(status=MailStatus.QUEUED, next_attempt_at=now, attempts=0),
        execution_options={"synchronize_session": False},
    )
    event_service.record("EmailRetried", who, mail.job_id, kind=mail.kind, mail_id=str(mail.id), reason=reason)
    job = db.session.get(Job, mail.job_id)
    if job:
        live.job_changed(job)
    db.session.commit()
    mail_lane.reopen()
    email_service.wake(mail)
    return view(db.session.get_one(OutboxMail, mail_id, populate_existing=True), job.number if job else None)


def view(mail: OutboxMail, job_number: int | None) -> OutboxView:
    """Return a mail as an admin sees it; a job that is gone has no number."""
    is_queued = mail.status is MailStatus.QUEUED
    return OutboxView(
        id=mail.id, kind=mail.kind, job_id=mail.job_id, to=mail.to_address, status=mail.status, attempts=mail.attempts,
        reference=job_reference(job_number) if job_number else None, last_error=mail.last_error,
        advice=mail_advice.about(mail.last_error), created_at=mail.created_at, sent_at=mail.sent_at,
        next_attempt_at=mail.next_attempt_at if is_queued else None,
    )  # fmt: skip


def _failed() -> int:
    return db.session.scalar(select(func.count()).where(OutboxMail.status == MailStatus.FAILED)) or 0
