"""What is handed to a child, open: the model to read, and nameless files of ours to write into."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from inspector.answer import checked
from inspector.caps import MIB
from inspector.report import COPY, PREVIEW, THUMBNAIL, Report

Made = Literal["thumbnail", "preview", "copy"]
# What a report may speak of, and its file.
MADE: dict[Made, str] = {"thumbnail": THUMBNAIL, "preview": PREVIEW, "copy": COPY}
_MOST_REPORT_BYTES = MIB
_SHOWN_BYTES = 2_000


class UnopenedError(Exception):
    """The model itself cannot be opened."""


@dataclass(frozen=True, slots=True)
class Handed:
    """The open files of one inspection. The child writes them, so nothing in them is taken on trust."""

    model: IO[bytes]
    report: IO[bytes]
    errors: IO[bytes]
    made: dict[Made, IO[bytes]]

    def numbers(self) -> list[int]:
        """Return the file descriptors, in the order of warm_server.FILES."""
        return [each.fileno() for each in (self.model, self.report, self.errors, *self.made.values())]

    def received(self, out: Path) -> Report | None:
        """Return the report, if the child wrote one, and keep what it made in ``out``."""
        self.report.seek(0)
        report = checked(self.report.read(_MOST_REPORT_BYTES + 1))
        if report is None:
            return None
        made = {name: file for name, file in self.made.items() if report.get(name) is not None}
        if not all(file.seek(0, os.SEEK_END) for file in made.values()):
            return None
        for name, file in made.items():
            _keep(file, out / MADE[name])
        return report

    def complaints(self) -> str:
        """Return the end of what the child said on its way out."""
        self.errors.seek(max(0, self.errors.seek(0, os.SEEK_END) - _SHOWN_BYTES))
        return self.errors.read(_SHOWN_BYTES).decode(errors="replace").strip()


@contextmanager
def handed(path: Path, out: Path) -> Iterator[Handed]:
    """Open everything; the nameless files lie on the disk of ``out``. Raises UnopenedError for the model, OSError."""
    with ExitStack() as stack:

        def nameless() -> IO[bytes]:
            return stack.enter_context(tempfile.TemporaryFile(dir=out))

        written = nameless(), nameless(), {name: nameless() for name in MADE}
        try:
            model = open(path, "rb", opener=_without_waiting)  # noqa: SIM115 - Path.open takes no opener
        except OSError as error:
            raise UnopenedError(str(error)) from error
        yield Handed(stack.enter_context(model), *written)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)  # a named pipe would keep us waiting


def _keep(file: IO[bytes], path: Path) -> None:
    """Copy a nameless file to a path, but not through a link."""
    file.seek(0)
    target = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o666)
    with os.fdopen(target, "wb") as kept:
        shutil.copyfileobj(file, kept)
