"""Read the mails that the file transport wrote, as the students get them."""

import re
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from e2e.waiting import wait_for

_NAME = re.compile(r"\w+Z-(?P<reference>REQ-\d+)-(?P<kind>\w+)-[0-9a-f-]{36}\.eml")
_PARSER = BytesParser(policy=policy.default)
MAIL_WITHIN_S = 45  # some rounds of the sweep: a whole class may have sent its models just before


@dataclass(frozen=True)
class Mail:
    """One mail; `kind` is the name of its template."""

    kind: str
    message: EmailMessage

    @property
    def text(self) -> str:
        """Return the plain text part."""
        part = self.message.get_body(("plain",))
        assert part is not None, self.message
        return str(part.get_content())

    def link(self, page: str) -> str:
        """Return the one address of a page of ours (confirm, track) in the text, as somebody would click it."""
        found = set(re.findall(rf"https?://[^\s<>]+/{page}/[^\s<>]+", self.text))
        assert len(found) == 1, f"{self.kind}: {found} in\n{self.text}"
        return str(found.pop())


class Mailbox:
    """All mails of an installation."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the .eml files."""
        self.folder = folder

    def kinds(self, reference: str) -> list[str]:
        """List the kinds of the mails about a job, oldest first."""
        names = sorted(file.name for file in self.folder.glob(f"*-{reference}-*.eml"))
        return [match["kind"] for match in map(_NAME.fullmatch, names) if match]

    def mails(self, reference: str, kind: str) -> list[Mail]:
        """Return the mails of one kind about a job, oldest first."""
        files = sorted(self.folder.glob(f"*-{reference}-{kind}-*.eml"))
        return [Mail(kind, self._read(file)) for file in files]

    def wait_for(self, reference: str, kind: str, count: int = 1) -> Mail:
        """Return the latest mail of one kind about a job, once there are `count` of them."""

        def arrived() -> list[Mail] | None:
            found = self.mails(reference, kind)
            return found if len(found) >= count else None

        return wait_for(arrived, f"mail {kind} number {count} about {reference}", MAIL_WITHIN_S)[-1]

    @staticmethod
    def _read(file: Path) -> EmailMessage:
        with file.open("rb") as stream:
            return _PARSER.parse(stream)
