"""What a mail says: subject, HTML and text, from the templates of its kind and the rows as they are when it leaves."""

import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from app.models import CheckoutLine, Job, OutboxMail
from app.schemas.catalog import Catalog, RejectionReason
from app.services import catalog_service, links, payment_service
from app.services.catalog_service import settings
from app.utils import clock, money

SUBJECTS = {
    "received": "We have your print request",
    "quote": "Your print costs {price}: please confirm",
    "reminder": "Still waiting for your answer: {price}",
    "confirmed": "Confirmed: we will print it",
    "rejected": "We cannot print this yet",
    "canceled": "Your print request is canceled",
    "ready_for_pickup": "Your print is ready for pick-up",
    "receipt": "Receipt for your print",
}
PAYMENT_TYPES = {
    "campus_card": "Campus card",
    "check": "Check",
    "grant_code": "Grant or department code",
    "waived": "Waived",
}
# Controls, lone surrogates, and the marks that turn the direction of text around.
UNWANTED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
LINK_LIKE = re.compile(r"://|www\.|\w\.\w{2,}|@", re.IGNORECASE)
# CPython's folding of long address headers drops the quotes around these, and one name becomes several addresses.
NEEDS_QUOTES = re.compile(r'[()<>\[\]:;@\\,"]')
LONGEST_7BIT_LINE = 900


@dataclass(frozen=True)
class Letter:
    """A finished mail with what its transport needs to know."""

    mail_id: uuid.UUID
    kind: str
    reference: str
    created_at: datetime
    sender: str
    recipient: str
    message: EmailMessage


def one_line(text: str) -> str:
    """Return text without line breaks and control characters, fit for a header or a line of a list."""
    return " ".join(UNWANTED.sub("", text).split())


def greeting(name: str) -> str:
    """Return the name to greet; strangers type it, so one that a mail program would turn into a link is left out."""
    return "Hello" if LINK_LIKE.search(name) else f"Hello {one_line(name)}"


def moment(at: datetime) -> str:
    """Write a moment in the lab's own time (that of this host): `Tuesday, November 10, 2026, 2:05 pm EST`."""
    local = at.astimezone()
    time_of_day = f"{local.hour % 12 or 12}:{local:%M} {'am' if local.hour < 12 else 'pm'} {local:%Z}"
    return f"{local:%A}, {local:%B} {local.day}, {local.year}, {time_of_day}"


def number(value: float) -> str:
    """Write grams, millilitres or hours without needless zeros."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("app", "templates/email"), autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    made.filters |= {"one_line": one_line, "moment": moment, "number": number, "greeting": greeting}
    return made


TEMPLATES = _environment()


def render(mail: OutboxMail, job: Job) -> Letter:
    """Write a mail about `job`. Raises ValueError for an address that no mail can carry."""
    catalog = catalog_service.current()
    sender = sender_address()
    told = _context(mail, job, catalog)
    subject = SUBJECTS[mail.kind].format(price=told["price"])
    message = EmailMessage(policy=SMTP if mail.to_address.rpartition("@")[0].isascii() else SMTPUTF8)
    message["Subject"] = f"[{job.reference}] {subject}"
    message["From"] = sender
    message["To"] = recipient = recipient_address(job.student_name, mail.to_address)
    if reply_to := settings().mail_reply_to:
        message["Reply-To"] = one_line(reply_to)
    message["Date"] = mail.created_at.astimezone(UTC)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["X-Print-Job"] = str(job.id)
    _fill(message, _template(mail.kind, "txt", told | {"subject": subject}), "plain")
    _fill(message, _template(mail.kind, "html", told | {"subject": subject}), "html")
    return Letter(
        mail.id, mail.kind, job.reference, mail.created_at, sender.addr_spec, recipient.addr_spec, message
    )  # fmt: skip


def plain(kind: str, recipient: Address, subject: str, text: str) -> Letter:
    """Write a mail that is about no job and leaves past the outbox: plain text, from the lab, at this moment."""
    at, sender, mail_id = clock.now(), sender_address(), uuid.uuid4()
    message = EmailMessage(policy=SMTP if recipient.addr_spec.isascii() else SMTPUTF8)
    message["Subject"] = one_line(subject)
    message["From"] = sender
    message["To"] = recipient
    message["Date"] = at.astimezone(UTC)
    message["Message-ID"] = f"<{mail_id.hex}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(text)
    return Letter(mail_id, kind, kind.upper(), at, sender.addr_spec, recipient.addr_spec, message)


def sender_address() -> Address:
    """Return the sender of all mails."""
    return _understood(settings().mail_from)


@cache
def _understood(mail_from: str) -> Address:
    parsed = EmailMessage(policy=SMTP)
    parsed["From"] = one_line(mail_from)
    found: Address = parsed["From"].addresses[0]
    return found


def recipient_address(name: str, address: str) -> Address:
    """Return an address as a header carries it. Raises ValueError when no mail can carry it."""
    local, _, domain = address.rpartition("@")
    ascii_domain = domain if domain.isascii() else domain.encode("idna").decode()
    return Address(one_line(NEEDS_QUOTES.sub(" ", name)), local, ascii_domain)


def _template(kind: str, form: str, told: dict[str, Any]) -> str:
    return TEMPLATES.get_template(f"{kind}.{form}").render(told)


def _fill(message: EmailMessage, content: str, subtype: str) -> None:
    """Add a part; plain ASCII travels as it is, so that a link stays whole even for simple readers."""
    longest = max(map(len, content.splitlines()), default=0)
    encoding = "7bit" if content.isascii() and longest <= LONGEST_7BIT_LINE else "quoted-printable"
    if subtype == "plain":
        message.set_content(content, cte=encoding)
    else:
        message.add_alternative(content, subtype=subtype, cte=encoding)


def _context(mail: OutboxMail, job: Job, catalog: Catalog) -> dict[str, Any]:
    def shown(cents: int) -> str:
        return money.shown(cents, catalog.currency)

    return {
        "job": job, "lab": catalog, "money": shown, "rates": job.quote_rates,
        "price": shown(job.quote_price_cents) if job.quote_price_cents is not None else "",
        "reasons": _reasons(job, catalog), "line": paid_line(mail, job) if mail.kind == "receipt" else None,
        "payment_types": PAYMENT_TYPES, "tracking_url": links.tracking_url(job), "confirm_url": links.confirm_url(job),
        "submit_url": f"{settings().public_url.rstrip('/')}/submit",
    }  # fmt: skip


def _reasons(job: Job, catalog: Catalog) -> list[RejectionReason]:
    known = {reason.code: reason for reason in catalog.rejection_reasons}
    return [known.get(code) or RejectionReason(code=code, label=code, advice="") for code in job.rejection_reasons]


def paid_line(mail: OutboxMail, job: Job) -> CheckoutLine:
    """Return the payment that a receipt is for. Raises LookupError when there is none."""
    lines = payment_service.lines_of(job.id)
    wanted = mail.context.get("checkout_id")
    found = [line for line in lines if wanted in (None, str(line.checkout_id))]
    if not found:
        raise LookupError(f"{job.reference} has no payment to write a receipt for")
    return found[-1]
