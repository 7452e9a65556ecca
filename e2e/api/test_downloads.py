"""Pictures and files come back as they are, as downloads, and only what belongs to the job."""

import pytest

from e2e import models
from e2e.caller import Answer
from e2e.desk import Desk, job_in, step_to
from e2e.student import Student
from e2e.waiting import wait_for

PNG_START = b"\x89PNG\r\n\x1a\n"


def picture(answer: Answer) -> bytes:
    """Return a PNG that an answer must be."""
    assert answer.status == 200, answer.text
    assert (answer.headers.get_content_type(), answer.body[:8]) == ("image/png", PNG_START)
    return answer.body


@pytest.mark.parametrize("filename", models.GENERATED)
def test_pictures_and_files_of_one_model(filename: str, desk: Desk, student: Student) -> None:
    content = models.GENERATED[filename]()
    upload = f"/uploads/{student.post_form('/uploads', {}, (filename, content)).ok(201)['upload_id']}"
    wait_for(lambda: student.get(upload).ok()["report"]["has_thumbnail"], "the picture", 30)
    job = student.submitted(filename, content)
    step_to("PENDING", desk, student, job).ok()
    seen_by_student = picture(student.get(f"{upload}/thumbnail"))
    for path in (f"/track/{job.tracking_token}/thumbnail", f"{student.confirm_path(job)}/thumbnail"):
        assert picture(student.get(path)) == seen_by_student
    assert picture(desk.get(f"/jobs/{job.id}/thumbnail")) == seen_by_student
    name = desk.job(job.id)["files"][0]["name"]
    for answer in (student.get(f"{upload}/model"), desk.get(f"/jobs/{job.id}/files/{name}")):
        assert (answer.status, answer.body) == (200, content)
        assert answer.headers.get_content_type() == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


OUTSIDE = ["../metadata.json", "..%2f..%2f..%2fcredentials.txt", "%2e%2e/x.stl", "no-such.stl", "."]


@pytest.mark.parametrize("name", OUTSIDE)
def test_nothing_outside_the_folder_is_sent(name: str, desk: Desk, student: Student) -> None:
    job = job_in("UPLOADED", desk, student)
    desk.settled(job.id)
    answer = desk.get(f"/jobs/{job.id}/files/{name}")
    assert answer.status == 404, answer.text
    assert b"password" not in answer.body and b"root:" not in answer.body
