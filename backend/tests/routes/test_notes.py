"""Notes of the desk: no lock, but a version, so that nobody overwrites what he has not read."""

import uuid
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.extensions import db
from app.models import Job, Status
from app.services import notes_service
from app.utils.errors import Stale
from tests import acts, crowd, story
from tests.factories import make_job
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("staff")


def save(desk: FlaskClient, job: Job, **changes: Any) -> tuple[int, story.JSON]:
    sent = {"staff_name": story.STAFF_NAME, "notes": "Sand the base", "version": 1} | changes
    answer = desk.patch(f"/api/v1/jobs/{job.id}/notes", json=sent)
    return answer.status_code, answer.get_json()


def test_notes_are_saved_with_their_version(desk: FlaskClient) -> None:
    job = make_job(status=Status.ARCHIVED)
    for version, notes in enumerate(("Sand the base", "  lines\nand ümlauts ", ""), start=1):
        status, shown = save(desk, job, notes=notes, version=version)
        assert (status, shown["staff_notes"], shown["notes_version"]) == (200, notes.strip(), version + 1)
    assert acts.events(job.id) == ["NotesChanged"] * 3
    assert shown["status"] == "ARCHIVED"


def test_whoever_read_older_notes_sees_the_new_ones_first(desk: FlaskClient) -> None:
    job = make_job()
    save(desk, job, notes="first")
    for version in (1, 3, 10**30):
        status, problem = save(desk, job, notes="second", version=version)
        assert (status, problem["code"], problem["notes"], problem["version"]) == (409, "stale", "first", 2)
    assert save(desk, job, notes="second", version=2)[0] == 200
    assert acts.events(job.id) == ["NotesChanged"] * 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"notes": "x" * 5001}, "notes"), ({"notes": None}, "notes"), ({"notes": "\0"}, "notes"),
        ({"version": 0}, "version"),
        ({"version": "1"}, "version"), ({"staff_name": "Nobody"}, "staff_name"), ({"staff_name": ""}, "staff_name"),
    ],
)  # fmt: skip
def test_notes_that_cannot_be(desk: FlaskClient, changes: dict[str, Any], field: str) -> None:
    job = make_job()
    status, problem = save(desk, job, **changes)
    assert (status, problem["fields"][0]["field"]) == (422, field)
    assert acts.events(job.id) == []


def test_notes_need_a_job_and_no_lock(desk: FlaskClient) -> None:
    job = make_job()
    story.lock(desk, job.id, "Glen Castell")
    assert save(desk, job)[0] == 200
    assert desk.patch(f"/api/v1/jobs/{uuid.uuid4()}/notes", json={}).status_code == 404


def test_of_many_who_save_at_once_one_is_first(app: Flask, workstation: MakeWorkstation) -> None:
    job_id, who = make_job().id, acts.at(workstation("desk"))
    sent = {"staff_name": acts.STAFF_NAME, "notes": "mine", "version": 1}
    results = crowd.at_once(app, *[lambda: notes_service.change(job_id, sent, who)] * 6)
    assert crowd.names(results) == [Stale.__name__] * 5 + ["ok"]
    assert db.session.get_one(Job, job_id).notes_version == 2
