"""The storage away, failing or hanging: actions stand, pages answer, and the folder follows when it is back."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.config import Settings
from app.extensions import db
from app.models import Job, Status
from app.services import move_service, share
from app.services.event_service import Who
from tests import acts, story
from tests.factories import make_folder, make_job
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("staff")


@pytest.fixture
def who(workstation: MakeWorkstation) -> Who:
    return acts.at(workstation("desk-of-tests"))


def test_an_action_stands_and_the_folder_follows_when_the_storage_is_back(who: Who) -> None:
    job = make_job(status=Status.READYTOPRINT)
    make_folder(job, {"plate.gcode": b"G1"})
    with acts.away():
        done = acts.perform("mark-printing", job.id, who)
        assert (done.status, move_service.is_moving(done)) == ("PRINTING", True)
        assert "StorageUnavailable" in acts.last_error()
        acts.let_leases_run_out()
        assert move_service.sweep() == 0
        assert not (share.root() / "Printing").exists()
    assert move_service.sweep() == 1
    db.session.refresh(job)
    assert story.folders() == [job.path] == [f"Printing/{job.folder_name}"]
    assert not job.metadata_stale


def test_a_submission_is_taken_and_placed_later(client: FlaskClient) -> None:
    with acts.away():
        answer = story.submit(client)
        assert answer.status_code == 201
        job_id = db.session.scalars(select(Job.id)).one()
        move_service.follow(job_id)
        assert story.folders() == []
    acts.let_leases_run_out()
    move_service.sweep()
    assert story.folders() == [db.session.get_one(Job, job_id).path]


def test_approve_says_so_at_once_and_pages_answer(client: FlaskClient, desk: FlaskClient) -> None:
    job_id = story.submitted(client)
    sent = {"authoritative_file": "part.stl", "weight_g": 5, "time_hours": 1}
    calls: list[Callable[[], Any]] = [
        lambda: story.act(desk, job_id, "approve", **sent),
        lambda: desk.get(f"/api/v1/jobs/{job_id}/candidate-files"),
        lambda: desk.get(f"/api/v1/jobs/{job_id}/files/plate.gcode"),
        lambda: desk.post(f"/api/v1/jobs/{job_id}/opened", json={"staff_name": story.STAFF_NAME}),
    ]
    with acts.away():
        for call in calls:
            started = time.monotonic()
            answer = call()
            assert time.monotonic() - started < 2.5
            assert (answer.status_code, answer.get_json()["code"]) == (503, "storage_unavailable")
            assert int(answer.headers["Retry-After"]) > 0
        for path in ("/jobs", f"/jobs/{job_id}", f"/jobs/{job_id}/events", "/catalog"):
            assert desk.get(f"/api/v1{path}").status_code == 200
        assert client.get(story.track_path(job_id)).status_code == 200
    assert story.events(desk, job_id) == ["JobCreated"]


def test_a_file_is_served_from_the_original_while_the_storage_is_away(client: FlaskClient, desk: FlaskClient) -> None:
    model = story.cube_stl()
    job_id = story.submitted(client, model)
    with acts.away():
        answer = desk.get(f"/api/v1/jobs/{job_id}/original")
        assert (answer.status_code, answer.data) == (200, model)
        answer.close()


@pytest.fixture
def hanging(app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A share on which every look at a path blocks, as on a dead server; each waits a third of a second for it."""
    dead = threading.Event()
    monkeypatch.setitem(app.extensions, "settings", settings.model_copy(update={"share_timeout_s": 0.3}))
    resolve = Path.resolve

    def blocks(path: Path, strict: bool = False) -> Path:
        if path.is_relative_to(settings.storage_root):
            dead.wait(20)
        return resolve(path, strict)

    monkeypatch.setattr(Path, "resolve", blocks)
    yield dead
    dead.set()


def test_a_hanging_share_holds_only_so_many_threads(
    desk: FlaskClient, hanging: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = make_job()
    job.path = f"Uploaded/{job.folder_name}"
    db.session.commit()
    monkeypatch.setattr(share, "_places", threading.BoundedSemaphore(2))
    path = f"/api/v1/jobs/{job.id}/candidate-files"
    before = sum(thread.name == "share" for thread in threading.enumerate())
    assert [desk.get(path).status_code for _ in range(4)] == [503] * 4
    assert sum(thread.name == "share" for thread in threading.enumerate()) == before + 2
    hanging.set()
    story.wait_until(share.is_reachable)
    assert desk.get(path).status_code == 200


def test_a_hanging_share_holds_no_request(desk: FlaskClient, hanging: threading.Event) -> None:
    job = make_job()
    job.path = f"Uploaded/{job.folder_name}"
    db.session.commit()
    sent = {"authoritative_file": "part.stl", "weight_g": 5, "time_hours": 1}
    calls: list[Callable[[], Any]] = [
        lambda: story.act(desk, job.id, "approve", **sent),
        lambda: desk.get(f"/api/v1/jobs/{job.id}/candidate-files"),
        lambda: desk.get(f"/api/v1/jobs/{job.id}/files/plate.gcode"),
        lambda: desk.post(f"/api/v1/jobs/{job.id}/opened", json={"staff_name": story.STAFF_NAME, "file": "x.stl"}),
    ]
    for call in calls:
        started = time.monotonic()
        answer = call()
        assert (answer.status_code, answer.get_json()["code"]) == (503, "storage_unavailable")
        assert time.monotonic() - started < 2.5
