"""The rows of the outbox on their way: due, leased, and then sent, put off, failed or superseded.

Every function here is one short transaction. A lease is taken before the mail server is spoken to and judged by its
owner afterwards, so that two senders never settle one row.
"""

import logging
import random
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select, update

from app.extensions import db
from app.models import Job, MailStatus, OutboxMail
from app.services import event_service, live, mail_lane
from app.services.event_service import SYSTEM
from app.services.mail_lane import IS_QUEUED
from app.services.mail_smtp import conversation_s
from app.utils.fault import fault_point

log = logging.getLogger(__name__)

RETRY_AFTER_S = (30, 60, 120, 300, 600, 1200, 1800)
THEN_EVERY_S = 3600
GIVE_UP_AFTER = timedelta(hours=72)
LEASE_MARGIN_S = 5.0

IS_FREE = OutboxMail.lease_until.is_(None) | (OutboxMail.lease_until < func.statement_timestamp())
IS_DUE = IS_QUEUED & (OutboxMail.next_attempt_at <= func.statement_timestamp()) & IS_FREE


@dataclass(frozen=True)
class Lease:
    """The right to send one mail for a while. `attempts` counts this one."""

    mail_id: uuid.UUID
    owner: uuid.UUID
    attempts: int
    created_at: datetime


def take(mail_id: uuid.UUID | None = None) -> Lease | None:
    """Lease the mail if it is due (default: the one that has been due longest) and the lane has room; else None."""
    due = select(OutboxMail).where(IS_DUE).order_by(OutboxMail.next_attempt_at).limit(1)
    if mail_id is not None:
        due = due.where(OutboxMail.id == mail_id)
    due = due.with_for_update(skip_locked=True).execution_options(populate_existing=True)
    mail = db.session.scalars(due).one_or_none() if mail_lane.admits() else None
    if mail is None:
        db.session.rollback()
        return None
    lease = Lease(mail.id, uuid.uuid4(), mail.attempts + 1, mail.created_at)
    lasts = timedelta(seconds=conversation_s() + LEASE_MARGIN_S)
    _update(lease.mail_id, IS_QUEUED, lease_owner=lease.owner, lease_until=func.clock_timestamp() + lasts,
            attempts=lease.attempts)  # fmt: skip
    db.session.commit()
    fault_point("mail.leased")
    return lease


def note_sent(lease: Lease) -> bool:
    """Write down that the mail was taken by the server, unless the lease was lost. Returns whether it was noted."""
    return _settle(lease, "EmailSent", status=MailStatus.SENT, sent_at=func.clock_timestamp(), last_error=None)


def note_superseded(lease: Lease, why: str) -> None:
    """Drop a mail that events have overtaken."""
    _settle(lease, None, status=MailStatus.SUPERSEDED, last_error=why)


def note_refused(lease: Lease, why: str) -> None:
    """Give a mail up."""
    _settle(lease, "EmailFailed", status=MailStatus.FAILED, last_error=why)


def note_deferred(lease: Lease, why: str) -> None:
    """Put a mail off until its next try, or give it up after 72 h."""
    waits_s = RETRY_AFTER_S[lease.attempts - 1] if lease.attempts <= len(RETRY_AFTER_S) else THEN_EVERY_S
    _put_off(lease, timedelta(seconds=waits_s * random.uniform(0.9, 1.1)), why)  # noqa: S311 - it spreads load


def note_no_server(lease: Lease, why: str) -> None:
    """Put a mail off whose server was away; every other mail of that server waits with it."""
    note_deferred(lease, f"{mail_lane.SERVER_AWAY}{why}")


def note_no_sign_in(lease: Lease, why: str) -> None:
    """Put a mail off because our sign-in was refused; until then no other is tried, so that no account gets locked."""
    _put_off(lease, mail_lane.SIGN_IN_AGAIN_AFTER, f"{mail_lane.SIGN_IN_REFUSED}{why}")


def _put_off(lease: Lease, waits: timedelta, why: str) -> None:
    next_at = db_now() + waits
    if next_at > lease.created_at + GIVE_UP_AFTER:
        note_refused(lease, f"given up after 72 hours; at last: {why}")
    else:
        _settle(lease, None, next_attempt_at=next_at, last_error=why)


def db_now() -> datetime:
    """Return the database's clock."""
    found: datetime = db.session.scalars(select(func.clock_timestamp())).one()
    return found


def _settle(lease: Lease, event: str | None, **values: Any) -> bool:
    """End a lease that is still ours, with what there is to tell."""
    is_ours = IS_QUEUED & (OutboxMail.lease_owner == lease.owner)
    mail = _update(lease.mail_id, is_ours, lease_owner=None, lease_until=None, **values)
    if mail is None:
        db.session.rollback()
        log.warning("lost the lease of mail %s; whoever has it now goes on", lease.mail_id)
        return False
    if event:
        event_service.record(event, SYSTEM, mail.job_id, kind=mail.kind, mail_id=str(mail.id))
    if job := db.session.get(Job, mail.job_id):
        live.job_changed(job)
    fault_point("mail.settled")
    db.session.commit()
    fault_point("mail.committed")
    return True


def _update(mail_id: uuid.UUID, condition: ColumnElement[bool], **values: Any) -> OutboxMail | None:
    statement = update(OutboxMail).where(OutboxMail.id == mail_id, condition).values(**values).returning(OutboxMail)
    return db.session.scalars(statement.execution_options(populate_existing=True)).one_or_none()
