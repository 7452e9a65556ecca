"""What is checked first: 404, body, staff, lock, status, content. Whatever is refused, nothing is changed."""

import uuid
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import db
from app.models import ACTIONS, Actor, Job, OutboxMail, Staff, Status
from app.services import lock_service
from tests import acts, story
from tests.factories import make_folder, make_job

pytestmark = pytest.mark.usefixtures("staff")

# action: a status where it is not possible, a body of the wrong shape, good body, a content that is refused at a field
LADDERS: dict[str, tuple[Status, dict[str, Any], dict[str, Any], dict[str, Any], str]] = {
    "approve": (
        Status.PRINTING, {"time_hours": -1}, {"authoritative_file": "x.stl", "weight_g": 5, "time_hours": 1},
        {"authoritative_file": "../metadata.json"}, "authoritative_file",
    ),
    "reject": (Status.COMPLETED, {"reasons": []}, {"reasons": ["too_small"]}, {"reasons": ["ugly"]}, "reasons"),
    "mark-printing": (
        Status.UPLOADED, {"printer": ""}, {"printer": "Prusa XL"}, {"printer": "Formlabs Form 3"}, "printer",
    ),
    "payment": (
        Status.PAIDPICKEDUP, {"grams": 0}, {"grams": 5, "payment_type": "check", "picked_up_by": "Mira"},
        {"payment_type": "campus_card"}, "txn_no",
    ),
}  # fmt: skip


def _rows(job_id: uuid.UUID) -> tuple[object, ...]:
    db.session.rollback()
    job = db.session.get_one(Job, job_id)
    mails = db.session.scalars(select(OutboxMail.kind)).all()
    return job.status, job.updated_at, job.quote_price_cents, job.path, acts.events(job_id), list(mails)


@pytest.mark.parametrize("name", LADDERS)
def test_each_check_comes_in_its_turn(name: str, desk: FlaskClient) -> None:
    wrong_status, wrong_shape, good, wrong_content, field = LADDERS[name]
    db.session.add(Staff(name="Old Hand", is_active=False))
    right = make_job(status=min(ACTIONS[name].sources))
    make_folder(right, {"x.stl": b"solid x"})
    wrong = make_job(status=wrong_status)

    def send(job_id: uuid.UUID, sent: dict[str, Any], headers: dict[str, str] | None = None) -> tuple[int, str, str]:
        answer = desk.post(f"/api/v1/jobs/{job_id}/{name}", json=sent, headers=headers)
        problem = answer.get_json()
        return answer.status_code, problem.get("code", ""), (problem.get("fields") or [{"field": ""}])[0]["field"]

    bad_staff, staff = {"staff_name": "Old Hand"}, {"staff_name": "Dora Hartwig"}
    before = _rows(wrong.id), _rows(right.id)
    assert send(uuid.uuid4(), bad_staff | good | wrong_shape)[:2] == (404, "not_found")
    assert send(wrong.id, bad_staff | good | wrong_shape)[:2] == (422, "invalid")
    assert send(wrong.id, bad_staff | good | wrong_shape)[2] != "staff_name"
    assert send(wrong.id, bad_staff | good | wrong_content) == (422, "invalid", "staff_name")
    assert send(wrong.id, staff | good | wrong_content)[:2] == (423, "lock_required")
    assert send(wrong.id, staff | good | wrong_content, story.lock(desk, wrong.id))[:2] == (409, "illegal_transition")
    lock = story.lock(desk, right.id)
    assert send(right.id, staff | good | wrong_content, lock) == (422, "invalid", field)
    assert (_rows(wrong.id), _rows(right.id)) == before
    assert send(right.id, staff | good, lock)[0] == 200  # the lock outlived every refusal


@pytest.mark.parametrize("name", [row.name for row in ACTIONS.values() if Actor.STAFF in row.actors])
def test_every_staff_action_asks_for_a_name_and_a_lock(name: str, desk: FlaskClient) -> None:
    row = ACTIONS[name]
    job = make_job(status=min(row.sources))
    before = _rows(job.id)
    path, method = (f"/api/v1/jobs/{job.id}", "DELETE") if row.removes else (f"/api/v1/jobs/{job.id}/{name}", "POST")
    good = {"staff_name": acts.STAFF_NAME, **(LADDERS[name][2] if name in LADDERS else acts.BODIES[name])}
    nameless = desk.open(path, method=method, json={key: good[key] for key in good if key != "staff_name"})
    lockless = desk.open(path, method=method, json=good)
    assert (nameless.status_code, nameless.get_json()["fields"][0]["field"]) == (422, "staff_name")
    assert lockless.status_code == 423
    assert _rows(job.id) == before


@pytest.mark.parametrize("sent", [b"", b"null", b"[]", b'"x"', b"{", b"5", b"\xff", b'{"staff_name": 5}'])
def test_a_body_of_any_other_kind_is_refused(desk: FlaskClient, sent: bytes) -> None:
    job = make_job()
    for path in ("review", "lock"):
        answer = desk.post(f"/api/v1/jobs/{job.id}/{path}", data=sent, content_type="application/json")
        assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid")


@pytest.mark.parametrize(
    "weight", ["NaN", "Infinity", "-Infinity", "-5", "0", "20000.01", "1e999", "1" + "0" * 400, '"5"', "true", "null"]
)
@pytest.mark.parametrize("field", ["weight_g", "time_hours"])
def test_absurd_numbers_are_refused(desk: FlaskClient, weight: str, field: str) -> None:
    job = make_job()
    good = {"weight_g": "5", "time_hours": "1"} | {field: weight}
    numbers = ", ".join(f'"{key}": {value}' for key, value in good.items())
    data = f'{{"staff_name": "Dora Hartwig", "authoritative_file": "x.stl", {numbers}}}'
    answer = desk.post(
        f"/api/v1/jobs/{job.id}/approve", data=data, content_type="application/json", headers=story.lock(desk, job.id)
    )
    if (field, weight) == ("weight_g", "null"):
        assert answer.status_code == 503  # resin comes in millilitres: what is missing is content, later
    else:
        assert (answer.status_code, answer.get_json()["fields"][0]["field"]) == (422, field)


def test_a_refusal_says_what_is_possible_now(desk: FlaskClient) -> None:
    job = make_job(status=Status.PRINTING)
    answer = story.act(desk, job.id, "reject", reasons=["too_small"])
    problem = answer.get_json()
    assert (answer.status_code, problem["actions"]) == (409, ["mark-failed", "mark-complete"])
    assert problem["job_status"] == "PRINTING"
    assert "“Printing”" in problem["detail"]
    assert "Print failed, Print complete" in problem["detail"]
    ended = make_job(status=Status.REJECTED)
    assert "Possible now: nothing." in story.act(desk, ended.id, "review", reviewed=True).get_json()["detail"]
    assert lock_service.holder(job, lock_service.db_now()) is not None
