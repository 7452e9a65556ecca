"""The list of jobs finds people in every script, and a longer list costs no more statements."""

import pytest
from flask.testing import FlaskClient

from app.models import Status
from app.services import job_list
from tests.factories import make_job
from tests.statements import asked


def names(desk: FlaskClient, **arguments: object) -> list[str]:
    """Ask for one page and list whose jobs it shows."""
    answer = desk.get("/api/v1/jobs", query_string=arguments)
    assert answer.status_code == 200, answer.text
    return [job["student_name"] for job in answer.get_json()["jobs"]]


M, P, S, J, Z, G = "Mira Holm", "100% Sure_Thing", "Ö/Ä Ünal", "山田 太郎", "Жанна Дарк", "İpek ΣΟΦΟΣ"


@pytest.mark.parametrize(
    ("search", "name"),
    [
        ("mira", M), ("  HOLM  mira ", M), ("mira.h@example", M), ("REQ-00042", M), ("req-00042 holm", M),
        ("arch 210", M), ("210 mira nobody", None), ("REQ-123456", P), ("%", P), ("0% s", P), ("_", P), ("e_t", P),
        ("ö/ä", S), ("//", None), ("\\", None), ("'; --", None), ("山田", J), ("太郎 山田", J),
        ("ЖАННА", Z), ("İPEK", G), ("ΣΟΦΟΣ", G),
    ],
)  # fmt: skip
def test_search_finds_words_literally_in_every_script(desk: FlaskClient, search: str, name: str | None) -> None:
    make_job(student_name=M, student_email="mira.h@example.edu", class_number="ARCH 210", number=42)
    for number, student in zip((123456, 101, 102, 103, 104), (P, S, J, Z, G), strict=True):
        make_job(student_name=student, number=number)
    assert names(desk, search=search) == ([name] if name else [])


def test_several_statuses_are_given_by_commas_or_one_by_one(desk: FlaskClient) -> None:
    for status in Status:
        make_job(status=status, student_name=status.title())
    for wanted in ("PENDING,PRINTING", ["PENDING", "PRINTING"]):
        assert names(desk, status=wanted) == ["Pending", "Printing"]


def statements(desk: FlaskClient) -> int:
    """Count what one page asks of the database, the counts of closed statuses included."""
    job_list._closed_counts["until"] = 0.0
    with asked() as sent:
        names(desk)
    return len(sent)


def test_more_jobs_need_no_more_statements(desk: FlaskClient) -> None:
    names(desk)  # the first request of a session notes that its workstation was seen
    empty = statements(desk)
    for status in Status:
        make_job(status=status)
    assert 3 <= empty == statements(desk) <= 5
