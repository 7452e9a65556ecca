"""Forms that cannot become a job, the same file twice, and too many from one address."""

import pytest

from e2e import models
from e2e.caller import Caller
from e2e.desk import Desk, job_in
from e2e.racing import at_once, only_winner
from e2e.shop import Shop
from e2e.student import Student, sent
from e2e.traces import nothing_left_behind

PART = ("part.stl", models.stl())
WRONG_FIELDS = {
    "no name": ({"student_name": ""}, "student_name"),
    "one letter": ({"student_name": "M"}, "student_name"),
    "control characters": ({"student_name": "Mira\0Holm"}, "student_name"),
    "no address": ({"student_email": "mira.holm"}, "student_email"),
    "two addresses": ({"student_email": "a@example.edu, b@example.edu"}, "student_email"),
    "a header in the address": ({"student_email": "a@example.edu\r\nBcc: b@example.edu"}, "student_email"),
    "long class": ({"class_number": "x" * 51}, "class_number"),
    "unknown method": ({"print_method": "Clay"}, "print_method"),
    "color of another method": ({"print_method": "Resin", "printer": "Formlabs Form 3"}, "color"),
    "printer of another method": ({"printer": "Formlabs Form 3"}, "printer"),
    "unknown discipline": ({"discipline": "Alchemy"}, "discipline"),
    "no consent": ({"acknowledged_minimum_charge": "false"}, "acknowledged_minimum_charge"),
    "no such day": ({"due_date": "2026-02-30"}, "due_date"),
}


@pytest.mark.parametrize("what", WRONG_FIELDS)
def test_wrong_field_is_named(what: str, shop: Shop, student: Student) -> None:
    changes, field = WRONG_FIELDS[what]
    with nothing_left_behind(shop):
        problem = student.post_form("/submit", student.form(**changes), PART).refusal(422, "invalid")
    assert field in [each["field"] for each in problem["fields"]], problem
    assert all(each["message"] for each in problem["fields"])


def test_no_file_at_all(shop: Shop, student: Student) -> None:
    with nothing_left_behind(shop):
        problem = student.post_form("/submit", student.form()).refusal(422, "invalid")
    assert [each["field"] for each in problem["fields"]] == ["file"]


@pytest.mark.parametrize("status", ["UPLOADED", "PENDING", "READYTOPRINT"])
def test_same_file_again_while_a_job_is_under_way(status: str, shop: Shop, desk: Desk, student: Student) -> None:
    content = models.stl()
    job = job_in(status, desk, student, content)
    student.email = student.email.upper()
    with nothing_left_behind(shop):
        problem = student.send_model("other-name.stl", content).refusal(409, "duplicate")
    assert problem["existing_reference"] == job.reference


def test_same_file_by_somebody_else_or_later_is_fine(shop: Shop, desk: Desk, student: Student) -> None:
    content = models.stl()
    job = student.submitted(content=content)
    Student(shop).submitted(content=content)
    student.cancel(job).ok()
    student.submitted(content=content)


def test_eight_times_at_once_makes_one_job(shop: Shop, student: Student) -> None:
    content = models.stl()
    answers = at_once([lambda: student.send_model(content=content)] * 8)
    job = sent(answers[only_winner(answers, 201, {409: {"duplicate"}})].json)
    assert all(answer.json["existing_reference"] == job.reference for answer in answers if answer.status == 409)
    assert shop.value(f"SELECT count(*) FROM jobs WHERE student_email = '{student.email}'") == 1


def test_eight_times_one_upload_at_once_makes_one_job(shop: Shop, student: Student) -> None:
    upload = student.post_form("/uploads", {}, ("part.stl", models.stl())).ok(201)["upload_id"]
    form = student.form(upload_id=upload)
    only_winner(at_once([lambda: student.post_form("/submit", form)] * 8), 201, {409: {"duplicate"}})


def test_sixth_of_one_student_within_an_hour(shop: Shop, student: Student) -> None:
    for _ in range(5):
        student.submitted(content=models.stl())
    with nothing_left_behind(shop):
        answer = student.send_model(content=models.stl())
    answer.refusal(429, "too_many")
    assert 0 < int(answer.headers["Retry-After"]) <= 3600


def test_sixty_students_behind_one_address(shop: Shop) -> None:
    room = Caller(shop.url)
    references = {Student(shop, room.address).submitted().reference for _ in range(60)}
    assert len(references) == 60


def test_desk_is_closed_to_strangers(shop: Shop, desk: Desk, student: Student) -> None:
    job = job_in("UPLOADED", desk, student)
    student.get("/jobs").refusal(401, "unauthorized")
    student.get(f"/jobs/{job.id}").refusal(401, "unauthorized")
    student.post(f"/jobs/{job.id}/review", {"reviewed": True}).refusal(401, "unauthorized")
    student.post("/admin/workstations", {}).refusal(401, "unauthorized")
