"""The embedded mode's inbox: the mails that the file transport wrote, for whoever sits at this very computer."""

import ipaddress
import re
import uuid
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from app.schemas.desk import InboxBody, InboxMail, InboxPage
from app.services import mail_transport
from app.services.catalog_service import settings
from app.utils.errors import NotFound

LIMIT = 200
ABSENT = "There is no such mail here."
NAME = re.compile(r"(?P<at>\d{8}T\d{12})Z-(?P<reference>REQ-\d+)-(?P<kind>\w+)-(?P<id>[0-9a-f-]{36})\.eml")
PARSER = BytesParser(policy=policy.default)


def page(address: str) -> InboxPage:
    """List the mails, newest first. Raises NotFound for callers from elsewhere and outside the embedded mode."""
    _admit(address)
    names = sorted((file.name for file in mail_transport.folder().glob("*.eml")), reverse=True)
    found = [_mail(match) for match in map(NAME.fullmatch, names[:LIMIT]) if match]
    return InboxPage(mails=found)


def body(address: str, mail_id: uuid.UUID) -> InboxBody:
    """Return one mail. Raises NotFound."""
    _admit(address)
    file = next(mail_transport.folder().glob(f"*-{mail_id}.eml"), None)
    if file is None:
        raise NotFound(ABSENT)
    message = _read(file)
    return InboxBody(subject=message["Subject"], html=_part(message, "html"), text=_part(message, "plain"))


def _admit(address: str) -> None:
    if not settings().shows_inbox or not _is_this_computer(address):
        raise NotFound(ABSENT)


def _is_this_computer(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return (mapped or found).is_loopback


def _mail(match: re.Match[str]) -> InboxMail:
    with (mail_transport.folder() / match.string).open("rb") as stream:
        message = PARSER.parse(stream, headersonly=True)
    at = datetime.strptime(match["at"], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
    return InboxMail(
        id=uuid.UUID(match["id"]), kind=match["kind"], job_id=uuid.UUID(message["X-Print-Job"]), to=message["To"],
        subject=message["Subject"], at=at,
    )  # fmt: skip


def _read(file: Path) -> EmailMessage:
    with file.open("rb") as stream:
        return PARSER.parse(stream)


def _part(message: EmailMessage, subtype: str) -> str:
    part = message.get_body((subtype,))
    return str(part.get_content()) if part else ""
