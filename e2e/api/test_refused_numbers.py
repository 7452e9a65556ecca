"""Numbers that can be no weight, no time and no money are refused before anything is written."""

import json

import pytest

from e2e.caller import Json
from e2e.desk import PAYMENT, Desk, job_in
from e2e.shop import Shop
from e2e.student import Sent, Student
from e2e.traces import nothing_changed, nothing_left_behind


@pytest.fixture(scope="module")
def uploaded(shop: Shop, desk: Desk) -> Sent:
    """Return a new job, which refusals leave as it is."""
    return job_in("UPLOADED", desk, Student(shop))


@pytest.fixture(scope="module")
def completed(shop: Shop, desk: Desk) -> Sent:
    """Return a printed job, which refusals leave as it is."""
    return job_in("COMPLETED", desk, Student(shop))


WRONG_NUMBERS = ["NaN", "Infinity", "-Infinity", "1e999", "-1", "0", "20001", "1e308", '"42"', "null", "true", "[1]"]


@pytest.mark.parametrize("number", WRONG_NUMBERS)
@pytest.mark.parametrize("field", ["weight_g", "time_hours"])
def test_numbers_that_make_no_quote(number: str, field: str, desk: Desk, uploaded: Sent) -> None:
    job = uploaded
    body = desk.quote_body(job.id) | {"staff_name": desk.staff_name, field: "?"}
    with nothing_changed(desk.shop, job.id):
        problem = raw(desk, job, "approve", json.dumps(body).replace('"?"', number))
    assert field in problem["detail"] or field in [each["field"] for each in problem["fields"]]


@pytest.mark.parametrize("number", WRONG_NUMBERS)
def test_numbers_that_make_no_payment(number: str, shop: Shop, desk: Desk, completed: Sent) -> None:
    job = completed
    body = PAYMENT | {"staff_name": desk.staff_name, "grams": "?"}
    with nothing_left_behind(shop), nothing_changed(shop, job.id):
        raw(desk, job, "payment", json.dumps(body).replace('"?"', number))


def raw(desk: Desk, job: Sent, action: str, body: str) -> Json:
    """Send a body as it is with a fresh lock; return the refusal, and give the lock back."""
    lock_token = desk.lock(job.id)
    headers = {"Content-Type": "application/json", "Lock-Token": lock_token}
    answer = desk.send("POST", f"/jobs/{job.id}/{action}", body.encode(), headers)
    desk.post(f"/jobs/{job.id}/unlock", lock_token=lock_token).ok()
    return answer.refusal(422, "invalid")
