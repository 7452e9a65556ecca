"""Originals on the disk: there before anybody is told so, gone when nobody needs them, and no litter."""

import hashlib
import os
import time
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.extensions import db
from app.models import Job, Original
from app.services import originals, upload_service
from app.utils.streams import IncomingFile
from tests import story
from tests.factories import make_job, make_original


def put(name: str, content: bytes, age_s: float = 0) -> Path:
    file = originals.path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    os.utime(file, (time.time() - age_s,) * 2)
    return file


def test_what_nobody_needs_goes_with_its_picture(client: FlaskClient) -> None:
    used, unused = make_job().original, make_original()
    for original in (used, unused):
        put(original.sha256, b"x")
        originals.thumbnail_path(original.sha256).parent.mkdir(exist_ok=True)
        originals.thumbnail_path(original.sha256).write_bytes(b"png")
        originals.preview_path(original.sha256).write_bytes(b"mesh")
    kept = used.sha256
    assert originals.sweep_unused() == 1
    assert [each.name for each in originals.path("x").parent.iterdir()] == [kept]
    assert {each.name for each in originals.thumbnail_path("x").parent.iterdir()} == {f"{kept}.png", f"{kept}.mesh"}
    assert db.session.scalars(select(Original.sha256)).all() == [kept]


def test_litter_of_killed_processes_goes_after_an_hour_and_nothing_else(client: FlaskClient) -> None:
    known = make_job().original.sha256
    keep = [put(known, b"x", 9999), put(".incoming-new", b"x"), put("a" * 64, b"x", 60)]
    gone = [put(".incoming-old", b"x", 9999), put("b" * 64, b"x", 9999)]
    assert upload_service.expire() == 2
    assert [file.exists() for file in keep] == [True] * 3
    assert [file.exists() for file in gone] == [False] * 2
    assert upload_service.expire() == 0


def test_sweeping_before_the_first_upload_is_fine(client: FlaskClient) -> None:
    assert upload_service.expire() == 0


def test_a_file_that_goes_away_while_it_is_looked_at_stops_no_sweep(client: FlaskClient) -> None:
    litter = put(".incoming-litter", b"x", age_s=7200)
    gone = litter.with_name(".incoming-gone")
    gone.symlink_to("nowhere")  # listed, but not there when it is looked at
    assert upload_service.expire() == 1
    assert (litter.exists(), gone.is_symlink()) == (False, True)


def test_it_is_on_the_disk_when_the_transaction_ends(client: FlaskClient, settings_data: Path) -> None:
    with IncomingFile(settings_data / "originals", 1000) as incoming:
        incoming.write(b"solid x")
        kept = originals.keep(incoming, "stl")
        assert (kept.size_bytes, kept.format) == (7, "stl")
        db.session.commit()
        assert originals.path(hashlib.sha256(b"solid x").hexdigest()).read_bytes() == b"solid x"


@pytest.mark.parametrize("failing", ["fsync", "rename"])
def test_a_disk_that_fails_makes_no_job(
    client: FlaskClient, settings_data: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def fails(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os if failing == "fsync" else Path, failing, fails)
    answer = story.submit(client)
    monkeypatch.undo()
    assert (answer.status_code, answer.get_json()["code"]) == (503, "storage_unavailable")
    assert "Nothing was saved; please try again" in answer.get_json()["detail"]
    assert db.session.scalar(select(func.count()).select_from(Job)) == 0
    assert story.everything_under(settings_data / "originals") == []
    assert story.submit(client).status_code == 201
