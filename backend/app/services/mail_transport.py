"""How a finished mail leaves: by SMTP, or as a file. A failure says whether another try makes sense, and for whom."""

import contextlib
import smtplib
import ssl
import time
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

from app.services import file_service
from app.services.catalog_service import settings
from app.services.mail_rendering import Letter

FAREWELL_S = 2.0
LONGEST_REASON = 500


class Undelivered(Exception):  # noqa: N818 - it reads as what happened
    """The mail has not left; the text says why."""


class Refused(Undelivered):
    """The server will never take this mail."""


class Deferred(Undelivered):
    """The server does not take this mail now."""


class Unreachable(Undelivered):
    """The server takes no mail of ours now: it is away, mute, or refuses our sender, name or password."""


def conversation_s() -> float:
    """Return the seconds that one delivery may take at most; a lease must last longer."""
    return 2 * settings().smtp_timeout_s


def deliver(letter: Letter) -> None:
    """Hand a mail over. Returns when it was taken; raises Refused, Deferred or Unreachable."""
    TRANSPORTS[settings().mail_transport](letter)


def folder() -> Path:
    """Return where the file transport writes."""
    return settings().data_dir / "mail"


def _write_file(letter: Letter) -> None:
    """Write `<time>-<reference>-<kind>-<id>.eml`. The name is the mail's own, so that a second try writes it again."""
    moment = letter.created_at.astimezone(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    try:
        folder().mkdir(parents=True, exist_ok=True)
        target = folder() / f"{moment}-{letter.reference}-{letter.kind}-{letter.mail_id}.eml"
        file_service.write_durably(target, letter.message.as_bytes())
    except OSError as error:
        raise Unreachable(f"cannot write to {folder()}: {error.strerror}") from error


class _Conversation(smtplib.SMTP):
    """A client with a deadline for the whole talk: a server that is slow at every step must not outlive the lease."""

    def __init__(self, sender_domain: str) -> None:
        self.deadline = time.monotonic() + conversation_s()
        found = settings()
        super().__init__(found.smtp_host, found.smtp_port, sender_domain, timeout=found.smtp_timeout_s)

    def getreply(self) -> tuple[int, bytes]:
        if self.sock is not None:
            self.sock.settimeout(max(0.01, min(settings().smtp_timeout_s, self.deadline - time.monotonic())))
        return super().getreply()

    def leave(self) -> None:
        """Say goodbye without waiting long: what counts has been answered."""
        self.deadline = time.monotonic() + FAREWELL_S
        with contextlib.suppress(smtplib.SMTPException, OSError):
            self.quit()
        self.close()


def _send_by_smtp(letter: Letter) -> None:
    try:
        client = _connected(letter)
    except (smtplib.SMTPException, OSError) as error:
        raise Unreachable(_reason(error)) from error
    try:
        client.send_message(letter.message, letter.sender, [letter.recipient])
    except (smtplib.SMTPException, OSError) as error:
        raise _failure(error) from error
    finally:
        client.leave()


def _connected(letter: Letter) -> _Conversation:
    """Open a connection, encrypted and signed in as the settings ask. Raises SMTPException, OSError."""
    found = settings()
    client = _Conversation(letter.sender.rpartition("@")[2])
    try:
        client.ehlo()
        if found.smtp_starttls:
            client.starttls(context=ssl.create_default_context())
            client.ehlo()
        if found.smtp_username:
            client.login(found.smtp_username, found.smtp_password.get_secret_value() if found.smtp_password else "")
    except BaseException:
        client.close()
        raise
    return client


def _failure(error: smtplib.SMTPException | OSError) -> Undelivered:
    """Judge what went wrong once the server had let us in (RFC 5321, 4.2.1: 5yz is for good, 4yz is for now)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
        return (Refused if code >= 500 else Deferred)(_shown(code, text))
    if isinstance(error, smtplib.SMTPSenderRefused):
        return Unreachable(_reason(error))
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Refused("the mail server cannot write to addresses with letters beyond ASCII")
    if isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500:
        return Refused(_reason(error))
    return Deferred(_reason(error))


def _reason(error: smtplib.SMTPException | OSError) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _shown(error.smtp_code, error.smtp_error)
    return (str(error) or type(error).__name__)[:LONGEST_REASON]


def _shown(code: int, text: bytes | str) -> str:
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(words.split())}"[:LONGEST_REASON]


TRANSPORTS: dict[str, Callable[[Letter], None]] = {"smtp": _send_by_smtp, "file": _write_file}
