"""Mails to students: promised with the change that they tell of, sent by whoever comes first, at least once.

`queue` adds the promise to the current transaction; after the commit `wake` asks the worker to hurry; `send_due` in the
scheduler finds whatever was not sent, with or without a broker. Message-ID and Date are fixed with the promise, so that
a mail that was sent twice shows once in most mail programs.
"""

import contextlib
import math
import uuid
from datetime import timedelta

from pydantic_core import to_jsonable_python
from sqlalchemy import exists, func, inspect, select

from app.extensions import db
from app.models import ACTIONS, MAIL_KINDS, STATUSES, Event, Job, MailStatus, OutboxMail, Status
from app.models.base import Json
from app.models.lifecycle import open_statuses
from app.schemas.actions import ResendBody
from app.schemas.base import parse
from app.schemas.desk import Done
from app.services import (
    event_service,
    link_service,
    live,
    lock_service,
    mail_delivery,
    mail_lane,
    mail_rendering,
    outbox,
    payment_service,
    staff_service,
)
from app.services import queue as hints
from app.services.catalog_service import settings
from app.services.event_service import Who
from app.services.mail_outcomes import Unreachable
from app.services.turns import take
from app.utils.errors import Invalid, TooMany

REMIND_BEFORE = timedelta(hours=24)
RESEND_AFTER = timedelta(minutes=5)
LATE_AFTER = timedelta(minutes=5)
RECENT = timedelta(hours=24)
FAILURES_IN_A_ROW = 3

# A mail can be sent again in the status that its action leads to, and in these.
ALSO_IN = {
    "received": frozenset(open_statuses()),
    "confirmed": frozenset({Status.PRINTING}),
    "receipt": frozenset({Status.COMPLETED}),
}
RESENDABLE: dict[str, frozenset[Status]] = {
    row.mail: ALSO_IN.get(row.mail, frozenset()) | {row.target} for row in ACTIONS.values() if row.mail and row.target
}


def queue(kind: str, job: Job, **context: object) -> OutboxMail:
    """Promise a mail about a job, in the current transaction; a quote keeps which price and which link it means.

    Raises ValueError for a kind that the lifecycle lacks.
    """
    if kind not in MAIL_KINDS:
        raise ValueError(f"unknown mail kind {kind}; see models/lifecycle.py")
    kept: Json = to_jsonable_python(context | mail_delivery.meant(kind, job))
    message_id = f"<{uuid.uuid4().hex}@{mail_rendering.sender_address().domain}>"
    mail = OutboxMail(job_id=job.id, kind=kind, to_address=job.student_email, context=kept, message_id=message_id)
    db.session.add(mail)
    return mail


def wake(*mails: OutboxMail) -> None:
    """Ask the worker to send mails now, after the commit and best effort: the sweep sends them anyway."""
    for mail in mails:
        if identity := inspect(mail).identity:
            hints.enqueue("send_mail", identity[0])


def send(mail_id: uuid.UUID) -> None:
    """Send one mail if it is due; while the mail server is known to be away, leave that to the sweep."""
    if not mail_lane.waits_for_server() and (lease := outbox.take(mail_id)):
        with contextlib.suppress(Unreachable):
            mail_delivery.deliver(lease)
    db.session.rollback()


def send_of_job(job_id: uuid.UUID) -> None:
    """Send what is due of one job's mails, as `send` does."""
    for mail_id in db.session.scalars(select(OutboxMail.id).where(OutboxMail.job_id == job_id, outbox.IS_DUE)).all():
        send(mail_id)


def send_due() -> int:
    """Send every mail that is due; return how many left. Stops at the first sign that the server is away."""
    sent = 0
    with contextlib.suppress(Unreachable):
        while lease := outbox.take():
            sent += mail_delivery.deliver(lease)
            if sent == 1:
                mail_lane.reopen()
    return sent


def resend(job_id: uuid.UUID, payload: object, who: Who) -> Done:
    """Send a mail of a job once more; a price whose link has run out goes out with a fresh one.

    Raises NotFound, Invalid (unknown staff; a mail that makes no sense now), TooMany within 5 minutes.
    """
    job = lock_service.held_job(job_id)
    body = parse(ResendBody, payload)
    who = staff_service.acting(who, body.staff_name)
    context = _context_again(job, body.kind)
    _check_pause(job, body.kind)
    if body.kind == "quote" and link_service.is_expired(job):
        link_service.issue(job)
        job.metadata_stale = True
    mail = queue(body.kind, job, **context)
    event_service.record("EmailResent", who, job.id, kind=body.kind)
    live.job_changed(job)
    message = f"The mail is on its way to {job.student_email}."
    db.session.commit()
    wake(mail)
    return Done(message=message)


def _context_again(job: Job, kind: str) -> Json:
    """Return what the mail needs. Raises Invalid when it makes no sense for the job as it is now."""
    if job.status not in RESENDABLE.get(kind, frozenset()):
        possible = ", ".join(sorted(name for name, statuses in RESENDABLE.items() if job.status in statuses))
        title = STATUSES[job.status].title
        raise Invalid.field("kind", f"This mail makes no sense while the job is “{title}”. Possible: {possible}.")
    if kind != "receipt":
        return {}
    valid = [line for line in payment_service.lines_of(job.id) if line.checkout.void is None]
    if not valid:
        raise Invalid.field("kind", "There is no valid payment to write a receipt for. Record the payment first.")
    return {"checkout_id": valid[-1].checkout_id}


def _check_pause(job: Job, kind: str) -> None:
    """Raises TooMany when the desk has sent this mail again less than 5 minutes ago."""
    resent = select(func.max(Event.at)).where(
        Event.job_id == job.id, Event.type == "EmailResent", Event.public_details["kind"].astext == kind
    )
    last = db.session.scalar(resent)
    waits_s = math.ceil((last + RESEND_AFTER - outbox.db_now()).total_seconds()) if last else 0
    if waits_s > 0:
        text = f"This mail was sent again just now; it may be in the spam folder. Wait {math.ceil(waits_s / 60)} min."
        raise TooMany(text, waits_s)


def queue_reminders() -> int:
    """Remind once of every price whose link runs out within 24 h (within half its life, if that is shorter)."""
    take("reminders")
    before = min(REMIND_BEFORE, timedelta(hours=settings().confirm_hours) / 2)
    reminded = exists().where(
        OutboxMail.job_id == Job.id, OutboxMail.kind == "reminder",
        OutboxMail.context["serial"].as_integer() == Job.confirm_serial,
    )  # fmt: skip
    ends = Job.confirm_expires_at
    due = select(Job).where(Job.status == Status.PENDING, ends > func.now(), ends <= func.now() + before, ~reminded)
    mails = [queue("reminder", job) for job in db.session.scalars(due)]
    db.session.commit()
    return len(mails)


def health() -> str:
    """Say how mail is: ok, refused sign-in (no mail is tried for minutes), unreachable (the server), delayed (a mail
    waits for over 5 minutes), or refused (the last three were all given up; one mistyped address is no fault)."""
    if mail_lane.is_refused_sign_in():
        return "refused sign-in"
    if mail_lane.waits_for_server():
        return "unreachable"
    if db.session.scalar(select(exists().where(mail_lane.IS_QUEUED, OutboxMail.created_at < func.now() - LATE_AFTER))):
        return "delayed"
    done = OutboxMail.status.in_([MailStatus.SENT, MailStatus.FAILED])
    last = select(OutboxMail.status).where(done, OutboxMail.created_at > func.now() - RECENT)
    states = list(db.session.scalars(last.order_by(OutboxMail.id.desc()).limit(FAILURES_IN_A_ROW)))
    return "refused" if states == [MailStatus.FAILED] * FAILURES_IN_A_ROW else "ok"
