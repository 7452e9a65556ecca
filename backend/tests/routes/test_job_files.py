"""The files of a job's folder: what may be chosen, what is opened in the slicer, what is downloaded."""

import os
import uuid
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import db
from app.models import Event, Job, Status
from app.services import originals
from tests import story
from tests.factories import make_folder, make_job

pytestmark = pytest.mark.usefixtures("staff")
FILES = {"plate 1.gcode": b"G1", "sub/Büste.3MF": b"PK", "notes.txt": b"x", ".DS_Store": b"x"}


@pytest.fixture
def job(desk: FlaskClient) -> Job:
    made = make_job()
    folder = make_folder(made, FILES)
    os.utime(folder / "sub/Büste.3MF", (2_000_000_000, 2_000_000_000))
    return made


def opened(desk: FlaskClient, job: Job, **body: object) -> tuple[int, dict[str, str]]:
    answer = desk.post(f"/api/v1/jobs/{job.id}/opened", json={"staff_name": story.STAFF_NAME} | body)
    return answer.status_code, answer.get_json()


def file_opened() -> list[str]:
    db.session.rollback()
    return [
        event.details["file"]
        for event in db.session.scalars(select(Event).where(Event.type == "FileOpened").order_by(Event.id))
    ]


def test_candidates_are_models_and_the_newest_saved_one_is_recommended(desk: FlaskClient, job: Job) -> None:
    for path in ("candidate-files", "files"):
        page = desk.get(f"/api/v1/jobs/{job.id}/{path}").get_json()
        assert {file["name"] for file in page["files"]} == {job.file_name, "plate 1.gcode", "sub/Büste.3MF"}
        assert page["recommended"] == "sub/Büste.3MF"
    sent = next(file for file in page["files"] if file["name"] == job.file_name)
    assert (sent["sha256"], sent["weight_g"], sent["time_hours"]) == (job.original_sha256, None, None)
    assert sent["size"] == job.original.size_bytes


def test_without_a_saved_file_the_student_s_one_is_recommended(desk: FlaskClient) -> None:
    job = make_job()
    folder = make_folder(job)
    path = f"/api/v1/jobs/{job.id}/candidate-files"
    assert desk.get(path).get_json()["recommended"] == job.file_name
    (folder / job.file_name).unlink()
    assert desk.get(path).get_json() == {"files": [], "recommended": None}


def test_the_link_opens_the_newest_file_and_is_logged(desk: FlaskClient, job: Job) -> None:
    status, link = opened(desk, job)
    assert status == 200
    parts = urlsplit(link["link"])
    assert (parts.scheme, parts.netloc) == ("threedprint", "open")
    assert parse_qs(parts.query) == {"path": [f"Uploaded/{job.folder_name}/sub/Büste.3MF"]}
    assert link["path"] == f"Uploaded/{job.folder_name}/sub/Büste.3MF"
    assert "/" not in parts.query
    assert file_opened() == ["sub/Büste.3MF"]
    event = db.session.scalars(select(Event).where(Event.type == "FileOpened")).one()
    assert (event.job_id, event.triggered_by) == (job.id, "Dora Hartwig")


def test_the_authoritative_file_comes_before_the_newest(desk: FlaskClient, job: Job) -> None:
    job.authoritative_file = {"name": "plate 1.gcode", "size": 2, "sha256": "x"}
    db.session.commit()
    assert opened(desk, job)[1]["path"].endswith("/plate 1.gcode")
    assert opened(desk, job, file=job.file_name)[1]["path"].endswith(f"/{job.file_name}")


@pytest.mark.parametrize("name", ["../../etc/passwd", "..", "/etc/passwd", "gone.stl", "a\\b.stl", ".DS_Store", "sub"])
def test_a_file_that_is_not_in_the_folder_is_not_opened(desk: FlaskClient, job: Job, name: str) -> None:
    status, problem = opened(desk, job, file=name)
    assert (status, problem["fields"][0]["field"]) == (422, "file")  # type: ignore[index]  # a list of fields
    assert file_opened() == []


def test_opening_is_refused_in_order(desk: FlaskClient, job: Job) -> None:
    assert desk.post(f"/api/v1/jobs/{uuid.uuid4()}/opened", json={}).status_code == 404
    assert opened(desk, job, staff_name="")[0] == 422
    assert opened(desk, job, staff_name="Nobody")[0] == 422
    assert opened(desk, make_job())[1]["code"] == "storage_unavailable"
    assert file_opened() == []


@pytest.mark.parametrize("name", sorted(FILES.keys() - {".DS_Store"}))
def test_a_file_is_answered_as_a_download(desk: FlaskClient, job: Job, name: str) -> None:
    with desk.get(f"/api/v1/jobs/{job.id}/files/{name}") as answer:
        assert (answer.status_code, answer.data) == (200, FILES[name])
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Disposition"].startswith("attachment")


def test_what_was_sent_is_answered_even_when_it_was_saved_over(
    desk: FlaskClient, job: Job, settings_data: Path
) -> None:
    path = f"/api/v1/jobs/{job.id}"
    (settings_data / "storage" / str(job.path) / job.file_name).write_bytes(b"repaired")
    with desk.get(f"{path}/original") as sent, desk.get(f"{path}/files/{job.file_name}") as now:
        assert sent.data == f"solid {job.number}".encode()
        assert now.data == b"repaired"
        assert sent.headers["Content-Disposition"] == f"attachment; filename={job.file_name}"


@pytest.mark.parametrize(
    "name",
    ["../../.lab-storage-id", "..%2f..%2f.lab-storage-id", "%2e%2e/x", "sub", ".DS_Store", "gone.stl", "//etc/passwd",
     "..%5c..%5cx", "%00", "sub/../plate 1.gcode"],
)  # fmt: skip
def test_nothing_else_is_answered(desk: FlaskClient, job: Job, name: str) -> None:
    answer = desk.get(f"/api/v1/jobs/{job.id}/files/{name}", follow_redirects=True)
    assert (answer.status_code, answer.get_json()["code"]) == (404, "not_found")


def test_a_link_in_the_folder_leads_nowhere(desk: FlaskClient, job: Job, settings_data: Path) -> None:
    (settings_data / "storage" / str(job.path) / "door.stl").symlink_to("/etc/passwd")
    assert desk.get(f"/api/v1/jobs/{job.id}/files/door.stl").status_code == 404
    assert "door.stl" not in desk.get(f"/api/v1/jobs/{job.id}/files").text


def test_an_original_that_is_gone_is_said_so(desk: FlaskClient, job: Job) -> None:
    originals.path(job.original_sha256).unlink()
    answer = desk.get(f"/api/v1/jobs/{job.id}/original")
    assert (answer.status_code, "lab manager" in answer.get_json()["detail"]) == (404, True)


def test_the_picture_comes_once_there_is_one(desk: FlaskClient) -> None:
    job = make_job(status=Status.PENDING)
    path = f"/api/v1/jobs/{job.id}/thumbnail"
    assert desk.get(path).status_code == 404
    picture = originals.thumbnail_path(job.original_sha256)
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_bytes(b"\x89PNG")
    with desk.get(path) as answer:
        assert (answer.data, answer.content_type) == (b"\x89PNG", "image/png")
    for link in (story.confirm_path(job.id), story.track_path(job.id)):
        with desk.application.test_client().get(f"{link}/thumbnail") as answer:
            assert answer.data == b"\x89PNG"
            assert answer.headers["Cache-Control"] == "private, max-age=3600"
