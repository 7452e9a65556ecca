"""How a finished mail leaves: by SMTP, or as a file. A failure says whether another try makes sense, and for whom."""

from collections.abc import Callable
from datetime import UTC
from pathlib import Path

from app.services import file_service, mail_smtp
from app.services.catalog_service import settings
from app.services.mail_outcomes import Unreachable
from app.services.mail_rendering import Letter


def deliver(letter: Letter) -> None:
    """Hand a mail over. Returns when it was taken; raises Refused, Deferred, Unreachable or SignInRefused."""
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


TRANSPORTS: dict[str, Callable[[Letter], None]] = {
    "smtp": mail_smtp.send, "smtp_oauth2": mail_smtp.send, "file": _write_file,
}  # fmt: skip
