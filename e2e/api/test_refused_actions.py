"""Actions that are not possible now, not without the lock, or not by this name."""

from collections.abc import Iterator

import pytest

from e2e.caller import Json
from e2e.desk import PAYMENT, ROAD, Desk, job_in
from e2e.student import Student
from e2e.traces import nothing_changed

# What staff may do in each status, written down by hand from the product's table.
POSSIBLE = {
    "UPLOADED": {"review", "approve", "reject", "cancel", "delete"},
    "PENDING": {"reject", "cancel", "delete"},
    "READYTOPRINT": {"cancel", "mark-printing"},
    "PRINTING": {"mark-failed", "mark-complete"},
    "COMPLETED": {"payment", "revert-completion"},
    "PAIDPICKEDUP": {"revert-pickup"},
    "REJECTED": set[str](),
    "CANCELED": set[str](),
}
BODIES: dict[str, Json] = {
    "review": {"reviewed": True},
    "approve": {"authoritative_file": "part.stl", "weight_g": 42.5, "time_hours": 3.2},
    "reject": {"comment": "Torn."},
    "cancel": {"reason": "The student called."},
    "mark-printing": {"printer": "Prusa XL"},
    "mark-failed": {"reason": "Spaghetti"},
    "mark-complete": {},
    "payment": PAYMENT,
    "revert-completion": {"reason": "Wrong job"},
    "revert-pickup": {"reason": "Wrong job"},
    "delete": {},
}


@pytest.mark.parametrize("status", POSSIBLE)
def test_in_the_wrong_status(status: str, desk: Desk, student: Student) -> None:
    job = job_in(status, desk, student)
    assert set(desk.job(job.id)["actions"]) == POSSIBLE[status]
    lock_token = desk.lock(job.id)
    with nothing_changed(desk.shop, job.id):
        for action in BODIES.keys() - POSSIBLE[status]:
            problem = desk.act_with(lock_token, job.id, action, **BODIES[action]).refusal(409, "illegal_transition")
            assert set(problem["actions"]) == POSSIBLE[status], (action, problem)
        if status != "PENDING":
            desk.override(job.id, "force-confirm", "At the desk").refusal(409, "illegal_transition")
    assert desk.job(job.id)["lock"]["staff_name"] == desk.staff_name  # a refusal keeps the lock


@pytest.mark.parametrize("status", ROAD)
def test_without_the_lock(status: str, desk: Desk, other_desk: Desk, student: Student) -> None:
    job = job_in(status, desk, student)
    foreign = desk.lock(job_in("UPLOADED", desk, Student(desk.shop)).id)
    with nothing_changed(desk.shop, job.id):
        for action in POSSIBLE[status]:
            for lock_token in ("", "made-up", foreign):
                problem = desk.act_with(lock_token, job.id, action, **BODIES[action]).refusal(423, "lock_required")
                assert problem["holder"] is None
        other_desk.lock(job.id)
        for action in POSSIBLE[status]:
            problem = desk.act_with("made-up", job.id, action, **BODIES[action]).refusal(423, "lock_required")
            assert problem["holder"]["workstation_name"] == other_desk.workstation


def test_lock_that_somebody_holds(desk: Desk, other_desk: Desk, student: Student) -> None:
    job = job_in("UPLOADED", desk, student)
    lock_token = desk.lock(job.id)
    for rival in (other_desk, desk):  # another tab of the same workstation is a rival, too
        answer = rival.take_lock(job.id)
        holder = answer.refusal(409, "locked")["holder"]
        assert (holder["staff_name"], holder["workstation_name"]) == (desk.staff_name, desk.workstation)
        assert lock_token.encode() not in answer.body
    desk.act_with(lock_token, job.id, "review", reviewed=True).ok()
    other_desk.take_lock(job.id).ok()


def test_lock_that_ran_out(desk: Desk, other_desk: Desk, student: Student) -> None:
    job = job_in("UPLOADED", desk, student)
    slept = desk.lock(job.id)
    past = f"UPDATE jobs SET locked_until = now() - interval '1 second' WHERE id = '{job.id}'"
    assert desk.shop.change(past) == 1
    with nothing_changed(desk.shop, job.id):
        desk.act_with(slept, job.id, "review", reviewed=True).refusal(423, "lock_required")
        desk.post(f"/jobs/{job.id}/lock/extend", lock_token=slept).refusal(423, "lock_required")
        other_desk.lock(job.id)
        desk.act_with(slept, job.id, "review", reviewed=True).refusal(423, "lock_required")


@pytest.fixture(scope="module")
def former_name(desk: Desk) -> Iterator[str]:
    """Return a name of the staff list that may no longer act."""
    name = "Former Colleague"
    every = desk.get("/staff?include_inactive=true").ok()["staff"]
    found = next((each for each in every if each["name"] == name), None)
    why = {"staff_name": desk.staff_name, "reason": "Left the lab"}
    found = found or desk.post("/staff", why | {"name": name}).ok(201)
    if found["is_active"]:
        desk.post(f"/staff/{found['id']}", why | {"is_active": False}, method="PATCH").ok()
    yield name


@pytest.mark.parametrize("kind", ["unknown", "inactive", "empty"])
def test_name_that_may_not_act(kind: str, former_name: str, desk: Desk, student: Student) -> None:
    name = {"unknown": "Nobody Here", "inactive": former_name, "empty": " "}[kind]
    job = job_in("UPLOADED", desk, student)
    lock_token = desk.lock(job.id)
    with nothing_changed(desk.shop, job.id):
        for action in POSSIBLE["UPLOADED"]:
            problem = desk.act_with(lock_token, job.id, action, **BODIES[action] | {"staff_name": name})
            assert problem.refusal(422, "invalid")["fields"][0]["field"] == "staff_name"
        desk.take_lock(job.id, name).refusal(422, "invalid")
