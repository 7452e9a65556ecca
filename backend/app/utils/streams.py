"""Model files are hashed and written to the host's disk while they arrive; nothing is held in memory or copied."""

import hashlib
import io
import logging
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.config import MEGABYTE
from app.utils.errors import StorageUnavailable, TooLarge
from app.utils.fault import fault_point

log = logging.getLogger(__name__)

INCOMING = ".incoming-"
AHEAD_BYTES = 2 * MEGABYTE

NOT_KEPT = (
    "The lab's computer could not write your file to its disk. Nothing was saved; please try again in a few minutes, "
    "and tell the print desk if it happens again."
)


def too_large(limit_bytes: int) -> TooLarge:
    """Build the refusal of a file over the limit."""
    return TooLarge(
        f"The file is larger than {limit_bytes // MEGABYTE} MB. Please simplify the model or split it, and try again.",
        limit_bytes=limit_bytes,
    )


@contextmanager
def own_disk() -> Iterator[None]:
    """Say so when the host's own disk does not take a file. Raises StorageUnavailable."""
    try:
        yield
    except OSError as error:
        log.error("the disk below DATA_DIR does not take a file: %s", error)
        raise StorageUnavailable(NOT_KEPT) from error


class IncomingFile(io.RawIOBase):
    """A file on its way in: written to `path`, hashed and counted; beyond `limit_bytes` it is read and dropped.

    Raises TooLarge once twice the limit has come in, so that nobody can talk to us for ever, and StorageUnavailable
    when the disk does not take it.
    """

    def __init__(self, folder: Path, limit_bytes: int) -> None:
        self.path = folder / f"{INCOMING}{uuid.uuid4().hex}"
        self.size = self._begun = 0
        self._limit = limit_bytes
        self._sha256 = hashlib.sha256()
        with own_disk():
            fault_point("incoming.open")
            folder.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("w+b", buffering=0)

    def write(self, data: Any) -> int:
        self.size += len(data)
        if self.size > 2 * self._limit:
            raise too_large(self._limit)
        if self.size <= self._limit:
            self._sha256.update(data)
            with own_disk():
                self._write_all(memoryview(data))
                if self.size - self._begun >= AHEAD_BYTES:
                    self._let_disk_begin()
        return len(data)

    def _write_all(self, data: memoryview) -> None:
        """Write until all is written: an unbuffered file may take less than it is given."""
        fault_point("incoming.write")
        while data:
            data = data[self._file.write(data) :]

    def _let_disk_begin(self) -> None:
        """Have what has come written to the disk while the rest arrives, so that there is little left to wait for."""
        begun, self._begun = self._begun, self.size
        if hasattr(os, "posix_fadvise"):  # macOS lacks it
            os.posix_fadvise(self._file.fileno(), begun, self.size - begun, os.POSIX_FADV_DONTNEED)

    @property
    def is_too_large(self) -> bool:
        return self.size > self._limit

    @property
    def sha256(self) -> str:
        return self._sha256.hexdigest()

    def sync(self) -> None:
        """Make sure that the bytes are on the disk. Raises OSError; the file is of no use afterwards."""
        fault_point("incoming.fsync")
        os.fsync(self._file.fileno())

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        return self._file.readinto(buffer)

    def close(self) -> None:
        """Close the file and remove it, unless it was renamed to where it stays."""
        if not self.closed:
            self._file.close()
            self.path.unlink(missing_ok=True)
        super().close()
