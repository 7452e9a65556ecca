"""The one lane to the mail server that all processes share: closed for a while after a refused sign-in, never crowded.

Its state is the outbox itself, so that every process sees the same: a mail that waits because our sign-in was refused
closes the lane until its next try; leases count as connections, and mails sent within the last minute as sent.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, exists, func, select, update

from app.extensions import db
from app.models import MailStatus, OutboxMail
from app.services.catalog_service import settings
from app.services.turns import take

SERVER_AWAY = "mail server: "
SIGN_IN_REFUSED = "sign-in refused: "
SIGN_IN_AGAIN_AFTER = timedelta(minutes=5)
MINUTE = timedelta(seconds=60)

IS_QUEUED: ColumnElement[bool] = OutboxMail.status == MailStatus.QUEUED
WAITS = IS_QUEUED & (OutboxMail.next_attempt_at > func.statement_timestamp())
LACKS_SIGN_IN = OutboxMail.last_error.startswith(SIGN_IN_REFUSED)
# The mail waits because of the way, not because of itself.
LACKS_SERVER = OutboxMail.last_error.startswith(SERVER_AWAY) | LACKS_SIGN_IN
IS_LEASED = IS_QUEUED & (OutboxMail.lease_until > func.statement_timestamp())
IS_FRESHLY_SENT = OutboxMail.sent_at > func.statement_timestamp() - MINUTE


@dataclass(frozen=True)
class Limits:
    """How much a mail server takes from all our processes together; None means as much as there is."""

    connections: int | None = None
    per_minute: int | None = None


# Microsoft allows 3 and 30 for a mailbox; what is left over is for a test mail and for a mail sent twice.
OFFICE_365 = Limits(connections=2, per_minute=28)
OFFICE_365_HOSTS = (".office365.com", ".office365.us", ".outlook.com", ".outlook.cn")
UNLIMITED = Limits()


def limits() -> Limits:
    """Return the limits in force: those of the settings, else what Office 365 is known to allow, else none."""
    found = settings()
    if found.mail_transport == "file":
        return UNLIMITED
    is_office = found.mail_transport == "smtp_oauth2" or found.smtp_host.lower().endswith(OFFICE_365_HOSTS)
    usual = OFFICE_365 if is_office else UNLIMITED
    return Limits(found.mail_connections or usual.connections, found.mail_per_minute or usual.per_minute)


def admits() -> bool:
    """Say whether one more mail may be tried now; other processes wait with theirs until this transaction has ended."""
    if is_closed():
        return False
    allowed = limits()
    if allowed == UNLIMITED:
        return True
    take("mail-lane")
    talking, sent = (_count(condition) for condition in (IS_LEASED, IS_FRESHLY_SENT))
    has_line = allowed.connections is None or talking < allowed.connections
    return has_line and (allowed.per_minute is None or talking + sent < allowed.per_minute)


def reopen() -> None:
    """Make mails due that only wait for a server which has just shown that it is back, and lets us in."""
    waiting = select(OutboxMail.id).where(IS_QUEUED, LACKS_SERVER).with_for_update(skip_locked=True)
    due = func.least(OutboxMail.next_attempt_at, func.statement_timestamp())
    db.session.execute(
        update(OutboxMail).where(OutboxMail.id.in_(waiting)).values(next_attempt_at=due, last_error=None)
    )
    db.session.commit()


def is_closed() -> bool:
    """Say whether nothing may be tried now, because our sign-in was refused within the last minutes."""
    return bool(db.session.scalar(select(exists().where(WAITS, LACKS_SIGN_IN))))


def waits_for_server() -> bool:
    """Say whether the mail server was away a moment ago and has not been seen since."""
    return bool(db.session.scalar(select(exists().where(WAITS, LACKS_SERVER))))


def is_refused_sign_in() -> bool:
    """Say whether the mail server did not let us in the last time."""
    return bool(db.session.scalar(select(exists().where(IS_QUEUED, LACKS_SIGN_IN))))


def _count(condition: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(OutboxMail).where(condition)) or 0
