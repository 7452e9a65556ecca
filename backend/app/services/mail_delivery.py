"""One leased mail on its way out: still true? written, handed over, and noted."""

import logging

from sqlalchemy.exc import SQLAlchemyError

from app.extensions import db
from app.models import STATUSES, Job, OutboxMail, Status
from app.models.base import Json
from app.services import mail_rendering, mail_transport, outbox
from app.services.mail_outcomes import Deferred, Refused, SignInRefused, Unreachable
from app.utils.fault import fault_point

log = logging.getLogger(__name__)

ABOUT_A_PRICE = frozenset({"quote", "reminder"})
NOT_YET_PRINTED = frozenset({Status.READYTOPRINT, Status.PRINTING})


def meant(kind: str, job: Job) -> Json:
    """Return what a mail that is promised now must still find in the job when it leaves: its price and its link."""
    return {"price_cents": job.quote_price_cents, "serial": job.confirm_serial} if kind in ABOUT_A_PRICE else {}


def deliver(lease: outbox.Lease) -> bool:
    """Send a leased mail and write down how that went; return whether it left. Raises Unreachable."""
    try:
        letter = _letter(lease)
        if letter is None:
            return False
        mail_transport.deliver(letter)
        fault_point("mail.handed")
    except Refused as error:
        outbox.note_refused(lease, str(error))
    except SignInRefused as error:
        outbox.note_no_sign_in(lease, str(error))
        raise
    except Unreachable as error:
        outbox.note_no_server(lease, str(error))
        raise
    except Deferred as error:
        outbox.note_deferred(lease, str(error))
    except SQLAlchemyError:
        raise
    except Exception as error:
        # Whatever a template or an odd address does: one mail that cannot be written must not stop the others.
        log.exception("mail %s cannot be written", lease.mail_id)
        db.session.rollback()
        outbox.note_deferred(lease, f"cannot be written: {error}")
    else:
        return outbox.note_sent(lease)
    return False


def _letter(lease: outbox.Lease) -> mail_rendering.Letter | None:
    """Write the mail from the rows as they are now, and end the transaction. None when it was overtaken."""
    mail = db.session.get_one(OutboxMail, lease.mail_id, populate_existing=True)
    job = db.session.get(Job, mail.job_id, populate_existing=True)
    why = overtaken(mail, job) if job else "the job is gone"
    if job is None or why:
        outbox.note_superseded(lease, why)
        return None
    letter = mail_rendering.render(mail, job)
    db.session.rollback()
    return letter


def overtaken(mail: OutboxMail, job: Job) -> str:
    """Say what has made a mail untrue by now; empty when nothing has."""
    if mail.kind in ABOUT_A_PRICE and job.status is not Status.PENDING:
        return f"the job is “{STATUSES[job.status].title}” by now"
    if any(mail.context.get(name) != value for name, value in meant(mail.kind, job).items()):
        return "the job has another price or link by now"
    if mail.kind == "ready_for_pickup" and job.status in NOT_YET_PRINTED:
        return "the job went back to printing"
    if mail.kind == "receipt" and mail_rendering.paid_line(mail, job).checkout.void is not None:
        return "the payment was voided"
    return ""
