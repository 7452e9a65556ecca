"""Page after page: every job once, whatever happens to other jobs meanwhile."""

import base64
import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from app.extensions import db
from app.models import Job, Status
from app.utils import clock
from tests.factories import make_job

SORTS = ("attention", "oldest", "newest", "updated")
MIX = [Status.UPLOADED, Status.PRINTING, Status.PAIDPICKEDUP, Status.UPLOADED, Status.PENDING]


def pages(desk: FlaskClient, sort: str, limit: int, **query: Any) -> Iterator[list[str]]:
    cursor = ""
    while cursor is not None:
        answer = desk.get("/api/v1/jobs", query_string=query | {"sort": sort, "limit": limit, "cursor": cursor})
        assert answer.status_code == 200, answer.text
        page = answer.get_json()
        yield [job["id"] for job in page["jobs"]]
        cursor = page["next_cursor"]


def ids(count: int) -> list[str]:
    """Make jobs in several statuses, some reviewed; returns their ids, oldest first."""
    made = [make_job(status=MIX[n % 5], reviewed_at=clock.now() if n % 2 else None) for n in range(count)]
    return [str(job.id) for job in made]


@pytest.mark.parametrize("limit", [1, 3, 7, 200])
@pytest.mark.parametrize("sort", SORTS)
def test_a_walk_sees_every_job_once_in_its_order(desk: FlaskClient, sort: str, limit: int) -> None:
    made = ids(11)
    seen = [job_id for page in pages(desk, sort, limit) for job_id in page]
    new = [job_id for n, job_id in enumerate(made) if MIX[n % 5] is Status.UPLOADED and not n % 2]
    closed = [job_id for n, job_id in enumerate(made) if MIX[n % 5] is Status.PAIDPICKEDUP]
    at_work = [job_id for job_id in made if job_id not in new + closed]
    orders = {"oldest": made, "newest": made[::-1], "updated": made[::-1], "attention": new + at_work + closed}
    assert seen == orders[sort]


@pytest.mark.parametrize("sort", SORTS)
def test_what_does_not_change_is_seen_once_while_others_do(desk: FlaskClient, sort: str) -> None:
    """Jobs come, go and move between the pages; the ones that stay as they are come exactly once."""
    made = ids(20)
    changed, seen = set(made[::3]), []
    for number, page in enumerate(pages(desk, sort, 3)):
        seen += page
        make_job()
        touched = uuid.UUID(made[(number * 3) % 20 // 3 * 3])
        values = {"updated_at": clock.now(), "reviewed_at": clock.now()}
        db.session.execute(update(Job).where(Job.id == touched).values(values))
        if number == 3:
            db.session.delete(db.session.get_one(Job, uuid.UUID(made[18])))
        db.session.commit()
    steady = [job_id for job_id in made if job_id not in changed]
    assert sorted(job_id for job_id in seen if job_id in steady) == steady


def test_a_walk_keeps_its_filters(desk: FlaskClient) -> None:
    made = ids(15)
    seen = [job_id for page in pages(desk, "oldest", 2, status="PRINTING,PENDING") for job_id in page]
    assert seen == [job_id for n, job_id in enumerate(made) if n % 5 in (1, 4)]


def _encoded(content: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode()


JOB_ID = str(uuid.uuid4())
BAD = [
    "x", "é", "====", "AAAA", _encoded(5), _encoded({}), _encoded([]), _encoded("attention"), _encoded(None),
    _encoded(["attention"]), _encoded(["attention", JOB_ID]), _encoded(["attention", 0, 5]),
    _encoded(["attention", 0, None]), _encoded(["attention", "x", JOB_ID]), _encoded(["attention", None, JOB_ID]),
    _encoded(["attention", [], JOB_ID]), _encoded(["attention", float("inf"), JOB_ID]),
    _encoded(["attention", float("nan"), JOB_ID]), _encoded(["attention", 10**9, JOB_ID]),
    _encoded(["attention", 10**30, JOB_ID]), _encoded(["attention", -5, JOB_ID]), _encoded(["attention", 1.5, JOB_ID]),
    _encoded(["oldest", JOB_ID]), _encoded([["attention"], 0, JOB_ID]),
    base64.urlsafe_b64encode(b"\xff\xfe").decode(),
]  # fmt: skip


@pytest.mark.parametrize("cursor", BAD, ids=range(len(BAD)))
def test_a_cursor_of_something_else_is_refused(desk: FlaskClient, cursor: str) -> None:
    answer = desk.get("/api/v1/jobs", query_string={"cursor": cursor})
    assert (answer.status_code, answer.get_json()["fields"][0]["field"]) == (422, "cursor")


@pytest.mark.parametrize("place", [None, 5, "yesterday", "", [], "9999-99-99"])
def test_a_cursor_of_a_moment_that_is_none_is_refused(desk: FlaskClient, place: object) -> None:
    query = {"sort": "updated", "cursor": _encoded(["updated", place, JOB_ID])}
    assert desk.get("/api/v1/jobs", query_string=query).status_code == 422


def test_a_cursor_belongs_to_its_order(desk: FlaskClient) -> None:
    ids(3)
    first = desk.get("/api/v1/jobs", query_string={"sort": "newest", "limit": 1}).get_json()
    for sort, status in (("newest", 200), ("oldest", 422), ("attention", 422), ("updated", 422)):
        answer = desk.get("/api/v1/jobs", query_string={"sort": sort, "cursor": first["next_cursor"]})
        assert answer.status_code == status
