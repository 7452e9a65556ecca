"""Requests whose files go straight to the disk, and whose other bodies are small."""

from contextlib import suppress
from typing import IO

from flask import Request, current_app

from app.config import MEGABYTE, Settings
from app.utils.attention import Attention
from app.utils.form_parser import MULTIPART, FormParser
from app.utils.streams import IncomingFile

JSON_LIMIT_BYTES = MEGABYTE


def _settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found


class _Body:
    """The body of a request, in the pieces that cost least, whatever size the form's parser asks for."""

    def __init__(self, stream: IO[bytes], attention: Attention) -> None:
        self._stream = stream
        self._attention = attention

    def read(self, _size: int = -1) -> bytes:
        return self._attention.read(self._stream)


class ModelRequest(Request):
    """A request whose files go straight to the disk and whose other bodies are small."""

    form_data_parser_class = FormParser
    max_form_memory_size = 256 * 1024
    max_form_parts = 100

    @property
    def max_content_length(self) -> int | None:
        """Leave multipart bodies to IncomingFile, which lets the client see the refusal; cap everything else."""
        return None if self.mimetype == MULTIPART else JSON_LIMIT_BYTES

    @max_content_length.setter
    def max_content_length(self, value: int | None) -> None:
        raise AttributeError(f"the limit is a setting, MAX_UPLOAD_MB; it cannot be set to {value} here")

    def _get_file_stream(self, *_sizes: object, **_names: object) -> IO[bytes]:
        settings = _settings()
        incoming = IncomingFile(settings.data_dir / "originals", settings.max_upload_bytes)
        self.__dict__.setdefault("incoming", []).append(incoming)
        return incoming  # type: ignore[return-value]  # RawIOBase has all of IO[bytes] that a parser uses

    def _get_stream_for_parsing(self) -> IO[bytes]:
        attention = Attention(self.environ.get("gunicorn.socket"))
        self.__dict__["attention"] = attention
        stream = super()._get_stream_for_parsing()
        return _Body(stream, attention)  # type: ignore[return-value]  # the parser reads, no more

    def hear_out(self) -> None:
        """Read and drop what the sender has still to say, up to twice the limit of a file.

        Who is refused in mid-sentence learns of a broken connection, never of the refusal.
        """
        left = 2 * _settings().max_upload_bytes - sum(each.size for each in self.__dict__.get("incoming", []))
        with suppress(OSError):  # who has hung up hears nothing
            while left > 0 and (piece := self.environ["wsgi.input"].read(MEGABYTE)):
                left -= len(piece)

    def drop_incoming(self) -> None:
        """Remove what this request left behind, and let others come."""
        for incoming in self.__dict__.get("incoming", []):
            incoming.close()
        if attention := self.__dict__.get("attention"):
            attention.leave()
