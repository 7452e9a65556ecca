"""What the check found is decided about before the form is sent; what was accepted stays with the job."""

import io
import json
import uuid
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.extensions import db
from app.models import Event, Job, Original, Upload
from app.services import catalog_service, metadata_service, model_warnings, move_service, originals, share
from inspector.messages import WARNINGS, warned
from tests import story

pytestmark = pytest.mark.usefixtures("staff")

OPEN = warned("open_edges", count=4)
BIG = warned("too_big", size="700 x 700 x 700")
PIECES = warned("several_bodies", count=3)
REPORT: dict[str, object] = {"format": "stl", "thumbnail": None, "refused": None, "warnings": [BIG, OPEN, PIECES]}


def upload(client: FlaskClient, report: dict[str, object] | None = REPORT) -> str:
    """Upload a file in which the inspector has found this, or nothing yet."""
    sent = {"file": (io.BytesIO(story.cube_stl()), "part.stl")}
    found: str = client.post("/api/v1/uploads", data=sent).get_json()["upload_id"]
    db.session.get_one(Original, db.session.get_one(Upload, uuid.UUID(found)).sha256).report = report
    db.session.commit()
    return found


def send(client: FlaskClient, upload_id: str, *accepted: str) -> TestResponse:
    return client.post(
        "/api/v1/submit", data=story.FORM | {"upload_id": upload_id, "accepted_warnings": list(accepted)}
    )


def job_of(answer: TestResponse) -> Job:
    assert answer.status_code == 201, answer.text
    return db.session.get_one(Job, uuid.UUID(answer.get_json()["job"]["id"]))


@pytest.mark.parametrize(
    ("accepted", "missing"),
    [
        ((), ["open_edges", "too_big"]), (("too_big",), ["open_edges"]),
        (("several_bodies", "made_up"), ["open_edges", "too_big"]),
    ],
    ids=str,
)  # fmt: skip
def test_a_form_without_a_decision_is_refused_and_told_what_is_open(
    client: FlaskClient, accepted: tuple[str, ...], missing: list[str]
) -> None:
    answer = send(client, upload(client), *accepted)
    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (422, "invalid")
    assert [each["field"] for each in problem["fields"]] == ["accepted_warnings"]
    assert problem["missing_warnings"] == missing
    assert db.session.scalar(select(Job.id)) is None


def test_what_was_accepted_stays_with_the_job(client: FlaskClient, desk: FlaskClient) -> None:
    job = job_of(send(client, upload(client), "open_edges", "too_big", "made_up"))
    assert job.accepted_warnings == ["too_big", "open_edges"]
    event = db.session.scalars(select(Event).where(Event.job_id == job.id)).one()
    assert (event.type, event.public_details["accepted_warnings"]) == ("JobCreated", ["too_big", "open_edges"])
    move_service.follow(job.id)
    content = json.loads((share.root() / str(job.path) / "metadata.json").read_text())
    assert metadata_service.row_of(content)["accepted_warnings"] == ["too_big", "open_edges"]
    del content["job"]["accepted_warnings"]  # as an older system wrote it
    assert metadata_service.row_of(content)["accepted_warnings"] == []
    seen = desk.get(f"/api/v1/jobs/{job.id}").get_json()
    assert seen["accepted_warnings"] == ["too_big", "open_edges"]
    assert [(each["code"], each["rejection_reason"]) for each in seen["warnings"]] == [
        ("too_big", "wrong_scale"), ("open_edges", "open_model"), ("several_bodies", "parts_not_joined"),
    ]  # fmt: skip


def test_a_report_that_has_not_come_holds_nobody_up(client: FlaskClient) -> None:
    assert job_of(send(client, upload(client, None), "made_up")).accepted_warnings == []


def test_small_notes_ask_for_nothing(client: FlaskClient) -> None:
    assert job_of(send(client, upload(client, REPORT | {"warnings": [PIECES]}))).accepted_warnings == []


def test_a_form_that_brings_its_file_is_taken_as_ever(client: FlaskClient) -> None:
    model = story.cube_stl()
    first = job_of(story.submit(client, model))
    first.original.report = REPORT
    db.session.commit()
    again = job_of(story.submit(client, model, student_email="other@example.edu"))
    assert (again.original_sha256, again.accepted_warnings) == (first.original_sha256, [])
    assert Path(originals.path(again.original_sha256)).is_file()


def test_every_reason_that_is_named_is_one_of_the_catalogue() -> None:
    offered = {reason.code for reason in catalog_service.current().rejection_reasons}
    assert set(model_warnings.REASONS.values()) <= offered
    assert set(model_warnings.REASONS) <= set(WARNINGS)
