"""Model files are hashed and written to the host's disk while they arrive; nothing is held in memory or copied."""

import hashlib
import io
import logging
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from flask import Request, current_app

from app.config import MEGABYTE, Settings
from app.utils.errors import StorageUnavailable, TooLarge
from app.utils.fault import fault_point

log = logging.getLogger(__name__)

INCOMING = ".incoming-"
JSON_LIMIT_BYTES = MEGABYTE
PIECE_BYTES = 128 * 1024


NOT_KEPT = (
    "The lab's computer could not write your file to its disk. Nothing was saved; please try again in a few minutes, "
    "and tell the print desk if it happens again."
)


def _settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found


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
        self.size = 0
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
        return len(data)

    def _write_all(self, data: memoryview) -> None:
        """Write until all is written: an unbuffered file may take less than it is given."""
        fault_point("incoming.write")
        while data:
            data = data[self._file.write(data) :]

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


class _Body:
    """The body of a request, given to the form's parser in the pieces that cost least, whatever size it asks for."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def read(self, _size: int = -1) -> bytes:
        return self._stream.read(PIECE_BYTES)


class ModelRequest(Request):
    """A request whose files go straight to the disk and whose other bodies are small."""

    max_form_memory_size = 256 * 1024
    max_form_parts = 100

    @property
    def max_content_length(self) -> int | None:
        """Leave multipart bodies to IncomingFile, which lets the client see the refusal; cap everything else."""
        return None if self.mimetype == "multipart/form-data" else JSON_LIMIT_BYTES

    @max_content_length.setter
    def max_content_length(self, value: int | None) -> None:
        raise AttributeError(f"the limit is a setting, MAX_UPLOAD_MB; it cannot be set to {value} here")

    def _get_file_stream(self, *_sizes: object, **_names: object) -> IO[bytes]:
        settings = _settings()
        incoming = IncomingFile(settings.data_dir / "originals", settings.max_upload_bytes)
        self.__dict__.setdefault("incoming", []).append(incoming)
        return incoming  # type: ignore[return-value]  # RawIOBase has all of IO[bytes] that werkzeug uses

    def _get_stream_for_parsing(self) -> IO[bytes]:
        return _Body(super()._get_stream_for_parsing())  # type: ignore[return-value]  # the parser reads, no more

    def hear_out(self) -> None:
        """Read and drop what the sender has still to say, up to twice the limit of a file.

        Who is refused in mid-sentence learns of a broken connection, never of the refusal.
        """
        left = 2 * _settings().max_upload_bytes - sum(each.size for each in self.__dict__.get("incoming", []))
        with suppress(OSError):  # who has hung up hears nothing
            while left > 0 and (piece := self.environ["wsgi.input"].read(MEGABYTE)):
                left -= len(piece)

    def drop_incoming(self) -> None:
        """Remove what this request left behind."""
        for incoming in self.__dict__.get("incoming", []):
            incoming.close()
