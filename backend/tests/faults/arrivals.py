"""Whether a mail server has taken what the outbox says."""

from collections import defaultdict
from email.utils import format_datetime

from sqlalchemy import select

from app.extensions import db
from app.models import MailStatus, OutboxMail
from tests.mail_server import MailServer


def wrong_at(server: MailServer) -> list[str]:
    """Say which mails did not arrive, or under another date; a mail may come twice, one that was not sent never."""
    dates: dict[str, set[str]] = defaultdict(set)
    for each in server.mails:
        dates[each["Message-ID"]].add(each["Date"])
    db.session.rollback()
    mails = list(db.session.scalars(select(OutboxMail)))
    due = {mail.message_id: {format_datetime(mail.created_at)} for mail in mails if mail.status is MailStatus.SENT}
    return [] if dates == due else [f"taken {dict(dates)}, due {due}"]
