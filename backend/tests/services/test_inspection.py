"""What is in a file: read in a process of its own, kept with the original, and given up after three killers."""

import threading
import uuid
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from app import tasks
from app.config import Settings
from app.extensions import db
from app.models import Job, Original
from app.services import inspection_service, live, metadata_service, move_service, originals
from app.utils import clock
from tests import acts, crowd, story
from tests.inspector import shapes
from tests.outbox import in_other_thread
from tests.services.test_email_processes import beats, process, until

OPEN_BOX = shapes.binary_stl(shapes.cube()[:-2], header=b"open")


def submitted(client: FlaskClient, model: bytes) -> Job:
    answer = story.submit(client, model)
    assert answer.status_code == 201, answer.text
    return db.session.get_one(Job, uuid.UUID(answer.get_json()["job"]["id"]))


def let_time_pass() -> None:
    """Let the originals be old enough for the sweep."""
    db.session.execute(update(Original).values(created_at=clock.now() - timedelta(minutes=1)))
    db.session.commit()


def test_the_report_and_its_warnings_show_on_the_job(client: FlaskClient, desk: FlaskClient) -> None:
    job = submitted(client, OPEN_BOX)
    path = f"/api/v1/jobs/{job.id}"
    before = desk.get(path).get_json()
    assert (before["report"]["ready"], before["warnings"]) == (False, [])
    tasks.inspect_original(job.original_sha256)
    shown = desk.get(path).get_json()
    assert (shown["report"]["ready"], shown["report"]["triangles"], shown["report"]["size_mm"]) == (True, 10, [20] * 3)
    assert "open_edges" in {warning["code"] for warning in shown["warnings"]}
    assert shown["has_thumbnail"] is True
    assert shown["updated_at"] > before["updated_at"]
    (card,) = desk.get("/api/v1/jobs").get_json()["jobs"]
    assert card["warnings"] == shown["warnings"]
    with desk.get(f"{path}/thumbnail") as picture:
        assert picture.data.startswith(b"\x89PNG")


def test_metadata_that_is_written_amid_the_saving_is_written_again(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = submitted(client, OPEN_BOX)
    move_service.follow(job.id)
    db.session.execute(update(Job).values(metadata_stale=True, updated_at=clock.now()))
    db.session.commit()
    writers: list[threading.Thread] = []

    def written() -> None:
        writers.append(in_other_thread(app, partial(metadata_service.refresh, job_id)))
        story.wait_until(lambda: not writers[0].is_alive() or crowd.somebody_waits())

    job_id, sha256 = job.id, job.original_sha256
    acts.meanwhile(monkeypatch, (live, "job_changed"), written)
    inspection_service.inspect(sha256)
    writers[0].join()
    assert db.session.get_one(Job, job_id, populate_existing=True).metadata_stale


def test_reading_it_twice_changes_nothing(client: FlaskClient) -> None:
    job = submitted(client, story.cube_stl())
    inspection_service.inspect(job.original_sha256)
    original = db.session.get_one(Original, job.original_sha256)
    first = (original.inspected_at, original.inspect_attempts)
    inspection_service.inspect(job.original_sha256)
    inspection_service.inspect("0" * 64)
    db.session.refresh(original)
    assert (original.inspected_at, original.inspect_attempts) == first


def test_the_picture_goes_to_the_folder(client: FlaskClient, settings_data: Path) -> None:
    job = submitted(client, story.cube_stl())
    move_service.follow(job.id)
    inspection_service.inspect(job.original_sha256)
    db.session.execute(update(Job).values(updated_at=clock.now() - timedelta(minutes=1)))
    db.session.commit()
    assert move_service.sweep() == 1
    assert (settings_data / "storage" / f"Uploaded/{job.folder_name}" / "thumbnail.png").is_file()
    kept = {each.name for each in (settings_data / "thumbnails").iterdir()}
    assert kept == {f"{job.original_sha256}.png", f"{job.original_sha256}.mesh"}


def test_what_the_inspector_refuses_is_a_warning_and_the_job_goes_on(client: FlaskClient, desk: FlaskClient) -> None:
    job = submitted(client, story.cube_stl())
    originals.path(job.original_sha256).write_bytes(b"<html>swapped behind our back</html>")
    inspection_service.inspect(job.original_sha256)
    shown = desk.get(f"/api/v1/jobs/{job.id}").get_json()
    assert [warning["severity"] for warning in shown["warnings"]] == ["danger"]
    assert (shown["status"], shown["report"]["ready"], shown["has_thumbnail"]) == ("UPLOADED", True, False)


def test_the_sweep_reads_what_a_lost_worker_did_not(client: FlaskClient) -> None:
    job = submitted(client, story.cube_stl())
    assert inspection_service.sweep() == 0  # the worker has not had its time
    let_time_pass()
    assert inspection_service.sweep() == 1
    db.session.refresh(job)
    assert job.report is not None
    assert inspection_service.sweep() == 0


def test_a_file_that_has_killed_three_readers_is_left_to_people(
    client: FlaskClient, desk: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = submitted(client, story.cube_stl())

    def killed(*_: object, **__: object) -> None:
        raise RuntimeError("the reader took its process along")

    monkeypatch.setattr(inspection_service, "launch", killed)
    for _ in range(3):
        let_time_pass()
        with pytest.raises(RuntimeError, match="took its process along"):
            inspection_service.sweep()
        db.session.rollback()
    assert db.session.get_one(Original, job.original_sha256).inspect_attempts == 3
    assert inspection_service.sweep() == 1
    shown = desk.get(f"/api/v1/jobs/{job.id}").get_json()
    assert [warning["code"] for warning in shown["warnings"]] == ["unreadable"]
    assert (shown["report"]["ready"], shown["report"]["format"]) == (True, "stl")
    assert inspection_service.sweep() == 0


def test_a_reader_that_hangs_is_ended_in_time(
    client: FlaskClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = submitted(client, story.cube_stl())
    hasty = settings.model_copy(update={"inspector_wall_s": 0.01})
    monkeypatch.setitem(client.application.extensions, "settings", hasty)
    inspection_service.inspect(job.original_sha256)
    found = db.session.scalars(select(Original.report)).one()
    assert found is not None
    assert len(found["warnings"]) == 1
    assert found["thumbnail"] is None


def test_one_file_that_fails_holds_up_no_other(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = submitted(client, story.cube_stl(10)), submitted(client, story.cube_stl(11))
    originals.path(bad.original_sha256).unlink()
    let_time_pass()
    inspection_service.sweep()
    db.session.refresh(good)
    assert good.report is not None


def test_the_worker_places_reads_and_writes_on_a_hint(
    app: Flask, client: FlaskClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "hints", None)
    with process("app.worker", settings):
        until(beats("worker"))
        job = submitted(client, story.cube_stl())
        folder = settings.storage_root / f"Uploaded/{job.folder_name}"

        def is_done() -> Any:
            db.session.rollback()
            found = db.session.get_one(Job, job.id, populate_existing=True)
            return found.path and found.report and (settings.data_dir / "mail").is_dir()

        until(is_done)
        assert (folder / job.file_name).is_file()
