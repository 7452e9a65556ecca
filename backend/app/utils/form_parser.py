"""Forms with files, read so that a file's bytes are copied nowhere on their way to the disk."""

import io
from typing import IO, Any

from multipart import (  # type: ignore[import-untyped]  # it has annotations, but does not say so
    MultipartError,
    MultipartSegment,
    ParserLimitReached,
    PushMultipartParser,
)
from werkzeug.datastructures import FileStorage, Headers, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

MULTIPART = "multipart/form-data"
Parsed = tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]


class FormParser(FormDataParser):
    """Parses what a browser sends; a form that breaks off, or is none, counts as an empty one."""

    def parse(
        self, stream: IO[bytes], mimetype: str, content_length: int | None, options: dict[str, str] | None = None
    ) -> Parsed:
        """Return the rest of the stream, the fields and the files. Raises RequestEntityTooLarge."""
        if mimetype != MULTIPART:
            return super().parse(stream, mimetype, content_length, options)
        form = _Form(self)
        try:
            form.read(stream, (options or {}).get("boundary", ""))
        except ParserLimitReached as error:
            raise RequestEntityTooLarge from error
        except MultipartError:
            return stream, MultiDict(), MultiDict()
        return stream, form.fields, form.files


class _Form:
    """A form on its way in: the part that is being read, and those that are whole."""

    def __init__(self, limits: FormDataParser) -> None:
        self.fields: MultiDict[str, str] = MultiDict()
        self.files: MultiDict[str, FileStorage] = MultiDict()
        self._limits = limits
        self._left_bytes = limits.max_form_memory_size or 0

    def read(self, stream: IO[bytes], boundary: str) -> None:
        """Read a body to its end. Raises MultipartError, RequestEntityTooLarge."""
        parser = PushMultipartParser(boundary, max_segment_count=self._limits.max_form_parts or 0)
        for part in parser.parse_blocking(stream.read):
            if isinstance(part, MultipartSegment):
                segment, sink = part, self._sink(part)
            elif part is None:
                self._keep(segment, sink)
            else:
                self._write(segment, sink, part)

    def _sink(self, segment: MultipartSegment) -> IO[bytes]:
        """Return where the content of a part goes: to the disk for a file, else into memory."""
        if segment.filename is None:
            return io.BytesIO()
        return self._limits.stream_factory(
            total_content_length=None, filename=segment.filename, content_type=segment.content_type, content_length=0
        )

    def _write(self, segment: MultipartSegment, sink: IO[bytes], piece: Any) -> None:
        if segment.filename is None:
            self._left_bytes -= len(piece)
            if self._left_bytes < 0:
                raise RequestEntityTooLarge
        sink.write(piece)

    def _keep(self, segment: MultipartSegment, sink: IO[bytes]) -> None:
        sink.seek(0)
        if segment.filename is None:
            self.fields.add(segment.name, sink.read().decode(errors="replace"))
        else:
            headers = Headers(segment.headerlist)
            self.files.add(segment.name, FileStorage(sink, segment.filename, segment.name, headers=headers))
