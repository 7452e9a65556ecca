"""The whole road of a job through the HTTP API: every action ends in its status, folder, event and mail."""

import json
import uuid
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.extensions import db
from app.models import ACTIONS, STATUSES, Actor, Job, Status
from app.services import metadata_service, originals, share
from tests import story

# One line per action of staff or admins: where it starts and what it is told. The line is the whole test of a new row.
WALKS: dict[str, tuple[str, story.JSON]] = {
    "review": ("UPLOADED", {"reviewed": True}),
    "approve": ("UPLOADED", {"weight_g": 42.5, "time_hours": 3.2}),
    "reject": ("UPLOADED", {"reasons": ["too_small"], "comment": "See the ears."}),
    "cancel": ("READYTOPRINT", {"reason": "The student called."}),
    "mark-printing": ("READYTOPRINT", {"printer": "Prusa XL"}),
    "mark-failed": ("PRINTING", {"reason": "Spaghetti"}),
    "mark-complete": ("PRINTING", {"storage_place": "Shelf B"}),
    "payment": ("COMPLETED", story.PAYMENT),
    "revert-completion": ("COMPLETED", {"reason": "Wrong job"}),
    "revert-pickup": ("PAIDPICKEDUP", {"reason": "Wrong job"}),
    "force-confirm": ("PENDING", {"reason": "Said yes at the desk"}),
    "force-unlock": ("PENDING", {"reason": "Went home"}),
}


def _body(name: str, desk: FlaskClient, job_id: uuid.UUID) -> story.JSON:
    body = {"staff_name": story.STAFF_NAME, **WALKS[name][1]}
    if name == "approve":
        body["authoritative_file"] = desk.get(f"/api/v1/jobs/{job_id}/candidate-files").get_json()["recommended"]
    return body


def test_every_action_of_staff_and_admins_has_a_walk() -> None:
    wanted = {row.name for row in ACTIONS.values() if row.is_job_action and row.actors & {Actor.STAFF, Actor.ADMIN}}
    assert set(WALKS) | {"delete"} == wanted


@pytest.mark.parametrize("name", WALKS)
def test_action_ends_in_its_status_folder_event_and_mail(
    name: str, client: FlaskClient, admin_desk: FlaskClient, staff: tuple[str, str]
) -> None:
    row = ACTIONS[name]
    job_id = story.job_in(WALKS[name][0], client, admin_desk)
    events, mails = story.events(admin_desk, job_id), story.mails(job_id)
    if Actor.STAFF in row.actors:
        answer = story.act(admin_desk, job_id, name, **_body(name, admin_desk, job_id))
    else:
        answer = admin_desk.post(f"/api/v1/jobs/{job_id}/admin/{name}", json=_body(name, admin_desk, job_id))
    assert answer.status_code == 200, answer.text
    status = row.target or Status(WALKS[name][0])
    job = answer.get_json()
    assert (job["status"], job["lock"], job["is_moving"]) == (status, None, False)
    assert job["path"] == f"{STATUSES[status].folder}/{db.session.get_one(Job, job_id).folder_name}"
    assert story.folders() == [job["path"]]
    assert story.events(admin_desk, job_id)[len(events) :] == list(row.events)
    assert story.mails(job_id)[len(mails) :] == ([row.mail] if row.mail else [])


def test_the_original_never_changes_and_the_row_can_be_rebuilt_from_metadata(
    client: FlaskClient, desk: FlaskClient, staff: tuple[str, str]
) -> None:
    model = story.cube_stl()
    job_id = story.submitted(client, model)
    for _, step in story.STEPS:
        assert step(desk, job_id).status_code == 200
        job = db.session.get_one(Job, job_id, populate_existing=True)
        assert originals.path(job.original_sha256).read_bytes() == model
        assert job.path is not None
        content = json.loads((share.root() / job.path / "metadata.json").read_text())
        rebuilt = metadata_service.row_of(content)
        assert rebuilt == {column.name: getattr(job, column.name) for column in metadata_service.KEPT}
        assert {file["name"]: file["sha256"] for file in content["files"]}[job.file_name] == job.original_sha256
        db.session.rollback()


def test_delete_leaves_nothing_but_the_log(
    client: FlaskClient, desk: FlaskClient, staff: tuple[str, str], settings_data: Path
) -> None:
    job_id = story.submitted(client)
    answer = desk.delete(
        f"/api/v1/jobs/{job_id}", json={"staff_name": story.STAFF_NAME}, headers=story.lock(desk, job_id)
    )
    assert answer.status_code == 204
    assert desk.get(f"/api/v1/jobs/{job_id}").status_code == 404
    assert story.folders() == []
    assert story.everything_under(settings_data / "originals") == []


def test_student_cancels_with_the_tracking_link(client: FlaskClient, desk: FlaskClient, staff: tuple[str, str]) -> None:
    job_id = story.submitted(client)
    answer = client.post(story.track_path(job_id) + "/cancel", json={"reason": "Found a mistake"})
    assert (answer.status_code, answer.get_json()["status"]) == (200, "CANCELED")
    assert story.events(desk, job_id) == ["JobCreated", "JobCanceled"]
    assert story.mails(job_id) == ["received", "canceled"]


def test_student_declines_the_price(client: FlaskClient, desk: FlaskClient, staff: tuple[str, str]) -> None:
    job_id = story.job_in("PENDING", client, desk)
    for _ in range(2):
        answer = client.post(story.confirm_path(job_id) + "/decline", json={"reason": "Too dear"})
        assert (answer.status_code, answer.get_json()["status"]) == (200, "CANCELED")
    assert story.events(desk, job_id).count("JobCanceled") == 1
