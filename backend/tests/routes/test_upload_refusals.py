"""Files that are not taken, by upload and by submit alike: said plainly, and nothing of them is left."""

import io
import itertools
import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask.testing import FlaskClient
from gunicorn.http.body import Body, ChunkedReader  # type: ignore[import-untyped]  # it has no types
from gunicorn.http.unreader import IterUnreader  # type: ignore[import-untyped]  # it has no types
from sqlalchemy import func, select
from werkzeug.test import EnvironBuilder, TestResponse, run_wsgi_app

from app.config import MEGABYTE, Settings
from app.extensions import db
from app.models import Event, Job, Original, Upload
from tests import story
from tests.inspector import shapes

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100
EXE = b"MZ" + b"\0" * 200
CUBE = shapes.binary_stl(shapes.cube())
REFUSED: dict[str, tuple[bytes, str, int, str]] = {
    "html": (b"<!doctype html><html><body>hello</body></html>", "part.stl", 415, "not_a_model"),
    "png": (PNG, "part.stl", 415, "not_a_model"),
    "exe": (EXE, "part.stl", 415, "not_a_model"),
    "pdf": (b"%PDF-1.7\n" + b"x" * 100, "part.obj", 415, "not_a_model"),
    "zip": (shapes.package({"a.txt": "x"}), "part.3mf", 415, "not_a_model"),
    "step": (b"ISO-10303-21;\nHEADER;", "part.step", 415, "not_a_model"),
    "no extension": (CUBE, "part", 415, "not_a_model"),
    "wrong extension": (CUBE, "part.3mf", 415, "not_a_model"),
    "an exe of that name": (CUBE, "part.stl.exe", 415, "not_a_model"),
    "empty": (b"", "part.stl", 422, "empty"),
    "only blanks": (b" \n" * 50, "part.obj", 422, "empty"),
    "cut short": (CUBE[:-10], "part.stl", 422, "truncated"),
    "a header alone": (shapes.binary_stl([], count=5), "part.stl", 422, "truncated"),
    "too large": (b"\0" * (MEGABYTE + 1), "part.stl", 413, "too_large"),
}


class Door(NamedTuple):
    path: str
    fields: dict[str, str]


DOORS = {"upload": Door("/api/v1/uploads", {}), "submit": Door("/api/v1/submit", story.FORM)}


def send(client: FlaskClient, door: Door, content: bytes, filename: str = "part.stl", **fields: Any) -> TestResponse:
    return client.post(door.path, **story.form(door.fields | fields | {"file": (filename, content)}))


def nothing_is_left(data: Path) -> None:
    assert story.everything_under(data / "originals") == []
    assert not [name for name in story.everything_under(data) if ".incoming" in name]
    for table in (Original, Upload, Job, Event):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0
    db.session.rollback()


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_what_is_no_model_is_refused(client: FlaskClient, settings_data: Path, door: Door, name: str) -> None:
    content, filename, status, code = REFUSED[name]
    answer = send(client, door, content, filename)
    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (status, code)
    assert answer.content_type == "application/problem+json"
    assert len(problem["detail"]) > 20
    nothing_is_left(settings_data)


def _streamed(client: FlaskClient, path: str, size: int, lost: int = 0, **other: object) -> tuple[int, story.JSON]:
    """Send a file of `size` bytes to the application as its server would, the last `lost` bytes of the body missing."""
    form = story.form({"file": ("part.stl", b"\0" * size)})
    body = form["data"]
    environ = EnvironBuilder(path=path, method="POST").get_environ() | {"CONTENT_LENGTH": str(len(body))}
    environ |= {"CONTENT_TYPE": form["content_type"]}
    environ |= {"wsgi.input": io.BytesIO(body[: len(body) - lost])} | other
    pieces, status, _ = run_wsgi_app(client.application, environ, buffered=True)
    return int(status[:3]), json.loads(b"".join(pieces))


CHUNKED: dict[str, Any] = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True, "CONTENT_LENGTH": ""}


@pytest.mark.parametrize("chunked", [False, True], ids=["with a length", "chunked"])
@pytest.mark.parametrize("size", [MEGABYTE + 1, 2 * MEGABYTE - 1, 2 * MEGABYTE + 1, 8 * MEGABYTE])
@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_over_the_limit_is_413_however_it_is_sent(
    client: FlaskClient, settings_data: Path, door: Door, size: int, chunked: bool
) -> None:
    status, problem = _streamed(client, door.path, size, 0, **(CHUNKED if chunked else {}))
    assert (status, problem["code"], problem["limit_bytes"]) == (413, "too_large", MEGABYTE)
    nothing_is_left(settings_data)


def test_exactly_the_limit_is_taken(client: FlaskClient, settings: Settings) -> None:
    padded = CUBE + b"\0" * (settings.max_upload_bytes - len(CUBE))
    assert send(client, DOORS["upload"], padded).status_code == 201


def test_a_form_without_a_file(client: FlaskClient, settings_data: Path) -> None:
    wrong: list[dict[str, Any]] = [{}, {"file": "just text"}, {"other": CUBE}]
    for door, fields in itertools.product(DOORS.values(), wrong):
        files = {name: (io.BytesIO(sent), "part.stl") for name, sent in fields.items() if isinstance(sent, bytes)}
        answer = client.post(door.path, data=door.fields | fields | files)
        assert (answer.status_code, answer.get_json()["fields"][0]["field"]) == (422, "file")
        nothing_is_left(settings_data)


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "multipart/form-data", "x"])
def test_a_body_of_another_kind(client: FlaskClient, settings_data: Path, content_type: str) -> None:
    for door in DOORS.values():
        answer = client.post(door.path, data=b'{"file": "x"}', content_type=content_type)
        assert answer.status_code == 422
        nothing_is_left(settings_data)


def test_a_second_file_is_left_aside(client: FlaskClient, settings_data: Path) -> None:
    files = [(io.BytesIO(CUBE), "part.stl"), (io.BytesIO(PNG), "picture.png")]
    answer = client.post("/api/v1/uploads", data={"file": files, "other": (io.BytesIO(EXE), "x.exe")})
    assert answer.status_code == 201
    assert story.everything_under(settings_data / "originals") == [answer.get_json()["sha256"]]


def test_a_body_that_breaks_off(client: FlaskClient, settings_data: Path) -> None:
    for lost in (40, 5000):
        status, problem = _streamed(client, "/api/v1/uploads", 6000, lost)
        assert (status, problem["code"]) in ((400, "bad_request"), (422, "invalid"))
        nothing_is_left(settings_data)


@pytest.mark.parametrize(
    "sent", [b"ZZ\r\nabc\r\n", b"3\r\nabcdef", b"9\r\nabc"], ids=["no size", "no end", "broken off"]
)
@pytest.mark.parametrize("path", [*(door.path for door in DOORS.values()), "/api/v1/auth/login"])
def test_chunks_that_are_none(client: FlaskClient, settings_data: Path, path: str, sent: bytes) -> None:
    body = Body(ChunkedReader(None, IterUnreader([sent])))
    status, problem = _streamed(client, path, 0, **CHUNKED | {"wsgi.input": body})
    assert (status, problem["code"]) == (400, "bad_request")
    nothing_is_left(settings_data)


def test_very_many_fields_are_refused(client: FlaskClient, settings_data: Path) -> None:
    many = {f"field{number}": "x" for number in range(200)}
    answer = client.post("/api/v1/submit", data=many | {"file": (io.BytesIO(CUBE), "part.stl")})
    assert answer.status_code == 413
    nothing_is_left(settings_data)


def test_a_full_disk_is_said_before_it_is_too_late(
    client: FlaskClient, settings_data: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_room = settings.model_copy(update={"disk_floor_gb": 10**9})
    monkeypatch.setitem(client.application.extensions, "settings", no_room)
    answer = send(client, DOORS["upload"], CUBE)
    assert (answer.status_code, "disk is full" in answer.get_json()["detail"]) == (413, True)
    nothing_is_left(settings_data)
