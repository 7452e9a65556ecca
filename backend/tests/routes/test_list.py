"""The list of jobs: what is found, what is counted, and in which shape."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.extensions import db
from app.models import STATUSES, Status
from app.schemas.job import JobPage, JobView
from app.services import job_list
from app.utils import clock
from tests import story
from tests.factories import make_job

pytestmark = pytest.mark.usefixtures("staff")


@pytest.fixture(autouse=True)
def fresh_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts of closed statuses live for a minute in the process; each test begins without any."""
    monkeypatch.setitem(job_list._closed_counts, "until", 0.0)


def found(desk: FlaskClient, **query: Any) -> list[str]:
    """Return the names of the students whose jobs are listed."""
    answer = desk.get("/api/v1/jobs", query_string=query)
    assert answer.status_code == 200, answer.text
    return [job["student_name"] for job in answer.get_json()["jobs"]]


def test_an_empty_list_counts_every_status(desk: FlaskClient) -> None:
    assert desk.get("/api/v1/jobs").get_json() == {"jobs": [], "counts": dict.fromkeys(Status, 0), "next_cursor": None}


def test_a_card_has_exactly_the_shape_that_the_api_promises(desk: FlaskClient) -> None:
    """The list is not validated on its way out, as it is long; so this is."""
    for status in Status:
        make_job(status=status, due_date=clock.now().date(), authoritative_file={"name": "x", "size": 1, "sha256": "y"})
    locked = make_job()
    story.lock(desk, locked.id)
    page = desk.get("/api/v1/jobs").get_json()
    assert set(page) == set(JobPage.model_fields)
    read = JobPage.model_validate(page, strict=False)
    assert read.model_dump(mode="json") == page
    for card in page["jobs"]:
        job = desk.get(f"/api/v1/jobs/{card['id']}").get_json()
        assert set(job) == set(JobView.model_fields)
        assert {name: job[name] for name in card} == card
    assert [card["lock"]["staff_name"] for card in page["jobs"] if card["lock"]] == ["Dora Hartwig"]


@pytest.mark.parametrize("status", Status)
def test_one_tab_shows_one_status(desk: FlaskClient, status: Status) -> None:
    for each in Status:
        make_job(status=each, student_name=each.value)
    assert found(desk, status=status) == [status]
    assert set(found(desk, status=f"{status},UPLOADED")) == {status, "UPLOADED"}
    assert len(found(desk, status="")) == len(Status)


FILTERS = {"printer": "Prusa XL", "method": "Resin", "discipline": "Engineering", "color": "Blue"}
COLUMNS = {"method": "print_method"}


@pytest.mark.parametrize("name", FILTERS)
def test_each_filter_keeps_what_fits(desk: FlaskClient, name: str) -> None:
    make_job(student_name="Other")
    make_job(student_name="Fits", **{COLUMNS.get(name, name): FILTERS[name]})
    assert found(desk, **{name: FILTERS[name]}) == ["Fits"]
    assert found(desk, **{name: "nothing of the kind"}) == []
    assert found(desk, **{name: FILTERS[name]}, status="PENDING") == []


@pytest.mark.parametrize(
    ("search", "names"),
    [
        ("zoë", ["Zoë Őry"]), ("ZOË", ["Zoë Őry"]), ("mira@", ["Mira_1"]), ("EXAMPLE.ORG", ["Zoë Őry"]),
        ("arch 21", ["50% Off"]), ("21 arch", ["50% Off"]), ("%", ["50% Off"]), ("_", ["Mira_1"]), ("50%", ["50% Off"]),
        ("\\", ["back\\slash"]), ("'", []), ('"', []), ("zoë mira", []),
        ("  ", ["Mira_1", "Zoë Őry", "50% Off", "back\\slash"]),
        ("a_1", ["Mira_1"]), ("a%1", []), ("ő", ["Zoë Őry"]),
    ],
)  # fmt: skip
def test_search_reads_name_mail_and_class_literally(desk: FlaskClient, search: str, names: list[str]) -> None:
    make_job(student_name="Mira_1", student_email="mira@example.edu")
    make_job(student_name="Zoë Őry", student_email="z@example.org")
    make_job(student_name="50% Off", class_number="ARCH 210")
    make_job(student_name="back\\slash")
    assert found(desk, search=search) == names


def test_search_finds_a_reference_however_it_is_said(desk: FlaskClient) -> None:
    job = make_job(student_name="Wanted")
    make_job(student_name="Other")
    for search in (job.reference, job.reference.lower(), job.reference.removeprefix("REQ-")):
        assert found(desk, search=search) == ["Wanted"]


def test_attention_keeps_what_waits_for_the_desk(desk: FlaskClient) -> None:
    for status in Status:
        make_job(status=status, student_name=status.value)
    late = make_job(status=Status.PENDING, student_name="run out")
    late.confirm_expires_at = clock.now() - timedelta(seconds=1)
    db.session.commit()
    assert set(found(desk, attention="true")) == {"UPLOADED", "READYTOPRINT", "COMPLETED", "run out"}
    assert found(desk, confirmation_expired="true") == ["run out"]
    shown = desk.get("/api/v1/jobs", query_string={"confirmation_expired": "true"}).get_json()["jobs"][0]
    assert shown["quote"]["confirmation_expired"] is True


def test_counts_are_of_all_jobs_and_of_closed_ones_a_minute_old(
    desk: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, status in enumerate(Status):
        for _ in range(number):
            make_job(status=status)
    counts = {status.value: number for number, status in enumerate(Status)}
    page = desk.get("/api/v1/jobs", query_string={"status": "PENDING", "limit": 1}).get_json()
    assert page["counts"] == counts
    for status in Status:
        make_job(status=status)
    now = desk.get("/api/v1/jobs").get_json()["counts"]
    assert now == {status.value: counts[status] + STATUSES[status].is_open for status in Status}
    monkeypatch.setitem(job_list._closed_counts, "until", 0.0)
    assert desk.get("/api/v1/jobs").get_json()["counts"] == {status: number + 1 for status, number in counts.items()}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"limit": 0}, "limit"), ({"limit": 201}, "limit"), ({"limit": "many"}, "limit"), ({"limit": -1}, "limit"),
        ({"status": "LOST"}, "status.0"), ({"status": "PENDING,,"}, "status.1"), ({"sort": "random"}, "sort"),
        ({"attention": "perhaps"}, "attention"), ({"search": "x" * 101}, "search"), ({"search": "a\0b"}, "search"),
        ({"printer": "\0"}, "printer"), ({"cursor": "x" * 201}, "cursor"),
    ],
    ids=str,
)  # fmt: skip
def test_a_query_that_cannot_be_is_refused_at_its_field(desk: FlaskClient, query: dict[str, Any], field: str) -> None:
    answer = desk.get("/api/v1/jobs", query_string=query)
    assert (answer.status_code, answer.get_json()["fields"][0]["field"]) == (422, field)


def test_the_limit_is_the_size_of_a_page(desk: FlaskClient) -> None:
    for _ in range(3):
        make_job()
    for limit, size in ((1, 1), (2, 2), (3, 3), (200, 3)):
        page = desk.get("/api/v1/jobs", query_string={"limit": limit}).get_json()
        assert (len(page["jobs"]), page["next_cursor"] is None) == (size, limit >= 3)


def test_events_of_a_job_are_listed_oldest_first(desk: FlaskClient) -> None:
    job = make_job()
    story.act(desk, job.id, "review", reviewed=True)
    events = desk.get(f"/api/v1/jobs/{job.id}/events").get_json()["events"]
    assert [event["type"] for event in events] == ["LockTaken", "JobReviewed"]
    assert set(events[0]) == {"id", "type", "at", "triggered_by", "workstation_id", "details"}
    assert desk.get("/api/v1/jobs/00000000-0000-0000-0000-000000000000/events").status_code == 404
