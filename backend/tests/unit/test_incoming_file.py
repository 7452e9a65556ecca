"""A file on its way in: hashed, counted and written as it comes, and gone unless somebody keeps it."""

import hashlib
import io
import itertools
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as some

from app.config import MEGABYTE
from app.utils.errors import TooLarge
from app.utils.model_request import ModelRequest
from app.utils.streams import INCOMING, IncomingFile

LIMIT = 100


def test_it_is_written_counted_and_hashed(tmp_path: Path) -> None:
    with IncomingFile(tmp_path / "new", LIMIT) as file:
        for piece in (b"ab", bytearray(b"cd"), memoryview(b"ef")):
            assert file.write(piece) == 2
        file.sync()
        assert (file.size, file.sha256) == (6, hashlib.sha256(b"abcdef").hexdigest())
        assert file.path.read_bytes() == b"abcdef"
        assert file.path.name.startswith(INCOMING)
        assert not file.is_too_large


def test_the_disk_begins_while_the_rest_arrives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "posix_fadvise", lambda _file, offset, length, _advice: begun.append((offset, length)))
    with IncomingFile(tmp_path, 10 * MEGABYTE) as file:
        for piece_bytes in (MEGABYTE, MEGABYTE - 1, 1, 3 * MEGABYTE, 5):
            file.write(b"x" * piece_bytes)
    assert begun == [(0, 2 * MEGABYTE), (2 * MEGABYTE, 3 * MEGABYTE)]


def test_it_can_be_read_again(tmp_path: Path) -> None:
    with IncomingFile(tmp_path, LIMIT) as file:
        file.write(b"abcdef")
        assert (file.seekable(), file.readable(), file.writable()) == (True, True, True)
        assert file.seek(2) == file.tell() == 2
        assert file.read() == b"cdef"
        assert file.seek(-1, io.SEEK_END) == 5


def test_it_is_gone_when_it_is_closed(tmp_path: Path) -> None:
    file = IncomingFile(tmp_path, LIMIT)
    file.write(b"abc")
    file.close()
    file.close()
    assert list(tmp_path.iterdir()) == []


def test_it_stays_where_it_was_renamed_to(tmp_path: Path) -> None:
    with IncomingFile(tmp_path, LIMIT) as file:
        file.write(b"abc")
        file.path.rename(tmp_path / "kept")
    assert (tmp_path / "kept").read_bytes() == b"abc"


def test_beyond_the_limit_it_counts_and_drops(tmp_path: Path) -> None:
    with IncomingFile(tmp_path, LIMIT) as file:
        file.write(b"x" * LIMIT)
        assert not file.is_too_large
        file.write(b"y" * LIMIT)
        assert file.is_too_large
        assert file.path.stat().st_size == LIMIT
        with pytest.raises(TooLarge) as refused:
            file.write(b"z")
        assert refused.value.extra == {"limit_bytes": LIMIT}


class Reluctant(io.BytesIO):
    """A raw file that takes at most three bytes at a time, as the system is free to do."""

    def write(self, data: object) -> int:
        return super().write(bytes(data)[:3])  # type: ignore[call-overload]  # a buffer


def test_a_file_that_takes_little_at_a_time_still_gets_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with IncomingFile(tmp_path, LIMIT) as file:
        file._file.close()
        monkeypatch.setattr(file, "_file", Reluctant())
        file.write(b"abcdefgh")
        assert file._file.getvalue() == b"abcdefgh"  # type: ignore[attr-defined]  # it is Reluctant


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(some.lists(some.binary(max_size=60), max_size=12))
def test_what_is_stored_is_what_was_hashed(tmp_path: Path, pieces: list[bytes]) -> None:
    sizes = list(itertools.accumulate(map(len, pieces)))
    with IncomingFile(tmp_path, LIMIT) as file:
        try:
            for piece in pieces:
                file.write(piece)
        except TooLarge:
            assert sizes[-1] > 2 * LIMIT
            return
        assert file.is_too_large == (bool(sizes) and sizes[-1] > LIMIT)
        stored = file.path.read_bytes()
        assert hashlib.sha256(stored).hexdigest() == file.sha256
        assert stored == b"".join(pieces) or file.is_too_large


def test_only_multipart_bodies_may_be_large() -> None:
    plain = ModelRequest({"CONTENT_TYPE": "application/json", "wsgi.input": io.BytesIO()})
    form = ModelRequest({"CONTENT_TYPE": "multipart/form-data; boundary=x", "wsgi.input": io.BytesIO()})
    assert (plain.max_content_length, form.max_content_length) == (1024 * 1024, None)
    with pytest.raises(AttributeError, match="MAX_UPLOAD_MB"):
        plain.max_content_length = 5
