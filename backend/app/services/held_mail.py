"""Mail that a restore found queued: it may have been sent after the backup, so somebody looks at it first."""

from sqlalchemy import func, select, update

from app.extensions import db
from app.models import Job, MailStatus, OutboxMail
from app.services import event_service
from app.services.event_service import Who

IS_HELD = OutboxMail.status == MailStatus.HELD


def listed() -> list[str]:
    """List the held mails, a line each: since when, to whom, what, about which job."""
    rows = db.session.execute(
        select(OutboxMail, Job).join(Job, Job.id == OutboxMail.job_id).where(IS_HELD).order_by(OutboxMail.id)
    )
    lines = [
        f"{mail.created_at:%Y-%m-%d %H:%M}  {mail.to_address:32} {mail.kind:18} {job.reference}" for mail, job in rows
    ]
    db.session.rollback()
    return lines


def release(who: Who) -> int:
    """Let the held mails go out with the next sweep; return how many."""
    return _settle(who, "HeldMailReleased", status=MailStatus.QUEUED, next_attempt_at=func.now(), attempts=0)


def discard(who: Who) -> int:
    """Drop the held mails; return how many."""
    return _settle(who, "HeldMailDiscarded", status=MailStatus.SUPERSEDED, last_error="discarded after a restore")


def _settle(who: Who, event: str, **values: object) -> int:
    settled = list(db.session.scalars(update(OutboxMail).where(IS_HELD).values(**values).returning(OutboxMail.id)))
    if settled:
        event_service.record(event, who, mails=len(settled))
    db.session.commit()
    return len(settled)
