"""The student's form: what is asked, what is answered, and which file may be sent twice."""

import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from app.extensions import db
from app.models import Job, Status
from app.services import move_service, originals, share
from app.services.event_service import Who
from tests import acts, story
from tests.statements import asked
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("staff")


@pytest.fixture
def who(workstation: MakeWorkstation) -> Who:
    return acts.at(workstation("front"))


def job_of(answer: Any) -> Job:
    assert answer.status_code == 201, answer.text
    return db.session.get_one(Job, uuid.UUID(answer.get_json()["job"]["id"]))


def fields_of(answer: Any) -> list[str]:
    assert (answer.status_code, answer.content_type) == (422, "application/problem+json"), answer.text
    assert db.session.scalar(select(func.count()).select_from(Job)) == 0
    return [each["field"] for each in answer.get_json()["fields"]]


def test_the_answer_says_what_it_is_and_where_to_follow_it(client: FlaskClient) -> None:
    answer = story.submit(client, notes="  Thin walls\nplease  ", due_date="2026-12-24", student_email="M@EXAMPLE.edu")
    job, told = job_of(answer), answer.get_json()
    assert re.fullmatch(r"REQ-\d{5}", told["job"]["reference"])
    assert told["job"] == {
        "id": str(job.id), "reference": job.reference, "status": "UPLOADED", "student_name": "Mira Holm",
        "original_filename": "part.stl",
    }  # fmt: skip
    path = "/api/v1" + told["tracking_url"].removeprefix("http://localhost:3000")
    assert client.get(path).get_json()["reference"] == job.reference
    assert (job.student_notes, str(job.due_date), job.student_email) == (
        "Thin walls\nplease",
        "2026-12-24",
        "m@example.edu",
    )
    assert (acts.events(job.id), story.mails(job.id)) == (["JobCreated"], ["received"])


@pytest.mark.parametrize(
    "filename",
    ["../../etc/passwd.stl", "CON.stl", "a\0b.stl", "n" * 300 + ".stl", "дом 花 بيت.STL", ".stl", "..stl", "a/b\\c.stl",
     "x.stl.stl", "aux.STL", " .stl", "-rf.stl", "%2e%2e%2fx.stl"],
    ids=range(13),
)  # fmt: skip
def test_an_odd_file_name_is_taken_and_stored_under_ours(
    client: FlaskClient, filename: str, settings_data: Path
) -> None:
    job = job_of(story.submit(client, filename=filename))
    move_service.follow(job.id)
    db.session.refresh(job)
    assert job.file_name == f"MiraHolm_Filament_TrueRed_{job.number}.stl"
    assert job.path == f"Uploaded/MiraHolm_Filament_TrueRed_{job.number}"
    assert not re.search(r"[/\\\0\r\n]", job.original_filename)
    assert 0 < len(job.original_filename) <= 255
    placed = share.root() / job.path
    assert sorted(each.name for each in placed.iterdir()) == [job.file_name, "metadata.json"]
    assert set(story.everything_under(settings_data)) == {
        f"originals/{job.original_sha256}", f"storage/{share.SENTINEL}", f"storage/{job.path}/metadata.json",
        f"storage/{job.path}/{job.file_name}",
    }  # fmt: skip


def test_it_takes_four_ways_to_the_database_and_back(client: FlaskClient) -> None:
    story.submit(client)
    with asked() as statements:
        assert story.submit(client).status_code == 201
    assert len(statements) == 4, statements


@pytest.mark.parametrize("name", ["李小龍", "Дмитрий Пупкин", "Zoë O'Neill", "مريم", "../..", "💥💥", "A" * 100])
def test_a_name_in_any_script_makes_a_readable_folder(client: FlaskClient, name: str) -> None:
    job = job_of(story.submit(client, student_name=name))
    assert job.student_name == name
    assert re.fullmatch(rf"[A-Za-z0-9]+_Filament_TrueRed_{job.number}", job.folder_name)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"student_name": "x"}, ["student_name"]), ({"student_name": "x" * 101}, ["student_name"]),
        ({"student_email": "mira"}, ["student_email"]), ({"student_email": "m@" + "e" * 99}, ["student_email"]),
        ({"discipline": "Alchemy"}, ["discipline"]), ({"class_number": ""}, ["class_number"]),
        ({"class_number": "x" * 51}, ["class_number"]), ({"print_method": "Laser"}, ["print_method"]),
        ({"color": "Octarine"}, ["color"]), ({"printer": "Formlabs Form 3"}, ["printer"]),
        ({"print_method": "Resin"}, ["color", "printer"]), ({"color": "Black", "print_method": "Resin"}, ["printer"]),
        ({"acknowledged_minimum_charge": "false"}, ["acknowledged_minimum_charge"]),
        ({"acknowledged_minimum_charge": ""}, ["acknowledged_minimum_charge"]),
        ({"due_date": "soon"}, ["due_date"]), ({"due_date": "2026-02-30"}, ["due_date"]),
        ({"notes": "x" * 2001}, ["notes"]), ({"student_name": "Mi\x07ra"}, ["student_name"]),
        ({"discipline": "Alchemy", "printer": "?", "color": "?"}, ["discipline", "color", "printer"]),
    ],
    ids=str,
)  # fmt: skip
def test_a_form_that_cannot_be_is_refused_at_its_fields(
    client: FlaskClient, settings_data: Path, changes: dict[str, str], wrong: list[str]
) -> None:
    answer = story.submit(client, None, **changes)
    assert fields_of(answer) == wrong
    assert all(each["message"].endswith((".", "!")) for each in answer.get_json()["fields"])
    assert story.everything_under(settings_data / "originals") == []


def test_what_is_left_out_is_asked_for(client: FlaskClient) -> None:
    wanted = set(story.FORM) - {"notes", "due_date"}
    assert set(fields_of(client.post("/api/v1/submit", data={}))) == wanted


def test_a_model_that_is_sent_as_text_is_asked_for_as_a_file(client: FlaskClient) -> None:
    answer = client.post("/api/v1/submit", **story.form(story.FORM | {"file": "solid part"}))
    assert fields_of(answer) == ["file"]
    assert answer.get_json()["fields"][0]["message"] == "Please send the model as a file."


@pytest.mark.parametrize("ticked", ["true", "on", "1", "yes", "TRUE"])
def test_a_tick_is_a_tick(client: FlaskClient, ticked: str) -> None:
    assert story.submit(client, acknowledged_minimum_charge=ticked).status_code == 201


def test_the_same_file_again_is_refused_with_the_earlier_reference(client: FlaskClient) -> None:
    model = story.cube_stl()
    first = job_of(story.submit(client, model))
    changed: list[dict[str, str]] = [{}, {"student_email": "MIRA.HOLM@example.edu"}, {"color": "Blue"}]
    for changes in changed:
        answer = story.submit(client, model, "other.stl", **changes)
        problem = answer.get_json()
        assert (answer.status_code, problem["code"]) == (409, "duplicate")
        assert problem["existing_reference"] == first.reference
    assert db.session.scalar(select(func.count()).select_from(Job)) == 1
    others = job_of(story.submit(client, model, student_email="other@example.edu"))
    assert others.original_sha256 == first.original_sha256
    assert others.number == first.number + 1, "what is refused takes no number"
    assert story.submit(client, story.cube_stl()).status_code == 201


@pytest.mark.parametrize("status", Status)
def test_a_file_may_come_again_once_its_job_is_printed_or_over(client: FlaskClient, status: Status) -> None:
    model = story.cube_stl()
    job = job_of(story.submit(client, model))
    db.session.execute(update(Job).where(Job.id == job.id).values(status=status, quote_price_cents=425))
    db.session.commit()
    refused = status in {Status.UPLOADED, Status.PENDING, Status.READYTOPRINT}
    assert story.submit(client, model).status_code == (409 if refused else 201)


def test_an_original_stays_while_another_job_needs_it(client: FlaskClient, who: Who) -> None:
    model = story.cube_stl()
    first, second = (story.submitted(client, model, student_email=f"{name}@example.edu") for name in ("one", "two"))
    sha256 = db.session.get_one(Job, first).original_sha256
    acts.perform("delete", first, who)
    assert originals.path(sha256).read_bytes() == model
    acts.perform("delete", second, who)
    assert not originals.path(sha256).exists()
