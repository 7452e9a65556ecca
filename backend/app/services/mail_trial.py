"""A test mail, sent while somebody waits: it shows what the mail server says to these very settings."""

from email.headerregistry import Address

from app.extensions import db
from app.schemas.mail import MailTestBody, MailTested
from app.services import catalog_service, event_service, mail_advice, mail_lane, mail_rendering, mail_transport
from app.services.catalog_service import settings
from app.services.event_service import Who
from app.services.mail_outcomes import Undelivered
from app.services.mail_rendering import Letter
from app.utils.errors import Invalid

SUBJECT = "Test mail of {lab}"
TEXT = """This is a test mail of {lab}.

{name} sent it from the admin page to see whether the lab's mails arrive. They do: there is nothing left to do.

If you did not expect it, you can delete it.
"""
SENT = "The mail server took the mail. Look into {to}, and into its spam folder."
WRITTEN = "This installation sends no mails: MAIL_TRANSPORT is file. The mail was written into {folder}."
REFUSED = "The mail was not sent."


def send(body: MailTestBody, who: Who) -> MailTested:
    """Send a test mail now, past the outbox and its limits, and say how it fared; success opens a closed lane.

    Raises Invalid for an address that no mail can carry.
    """
    letter = _letter(body.to, who.name)
    db.session.rollback()  # nobody holds a transaction while the mail server thinks
    try:
        mail_transport.deliver(letter)
    except Undelivered as error:
        found = MailTested(is_sent=False, message=REFUSED, said=str(error), advice=mail_advice.about(str(error)))
    else:
        mail_lane.reopen()
        is_written = settings().mail_transport == "file"
        message = WRITTEN.format(folder=mail_transport.folder()) if is_written else SENT.format(to=body.to)
        found = MailTested(is_sent=True, message=message, said=None, advice=None)
    event_service.record("EmailTested", who, is_sent=found.is_sent, reason=body.reason)
    db.session.commit()
    return found


def _letter(to: str, name: str) -> Letter:
    lab = catalog_service.current().lab_name
    return mail_rendering.plain("test", _recipient(to), SUBJECT.format(lab=lab), TEXT.format(lab=lab, name=name))


def _recipient(to: str) -> Address:
    try:
        return mail_rendering.recipient_address("", to)
    except ValueError as error:
        raise Invalid.field("to", "No mail can carry this address. Please choose another one.") from error
