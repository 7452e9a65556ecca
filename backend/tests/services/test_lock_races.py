"""Two people never hold one job, however close they come."""

import uuid

import pytest
from flask import Flask

from app.extensions import db
from app.models import Event, Job
from app.schemas.job import LockGranted
from app.services import lock_service
from app.services.event_service import Who
from tests import acts, crowd
from tests.factories import make_job
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("staff")


@pytest.fixture
def who(workstation: MakeWorkstation) -> Who:
    return acts.at(workstation("front"))


def race(app: Flask, job_id: uuid.UUID, who: Who, people: int) -> list[LockGranted]:
    """Let people reach for one lock at once; returns what was granted."""
    results = crowd.at_once(app, *[lambda: lock_service.take(job_id, {"staff_name": acts.STAFF_NAME}, who)] * people)
    assert crowd.names(results) == sorted(["ok"] + ["Locked"] * (people - 1))
    return [each for each in results if isinstance(each, LockGranted)]


def test_of_eight_at_once_one_holds_it_round_after_round(app: Flask, who: Who) -> None:
    job_id = make_job().id
    for _ in range(10):
        granted = race(app, job_id, who, 8)
        assert len(granted) == 1
        acts.let_locks_run_out()
    found = acts.events(job_id, with_locks=True)
    assert (found.count("LockTaken"), found.count("LockExpired")) == (10, 9)


def test_a_late_heartbeat_and_a_new_holder_never_both_have_it(app: Flask, who: Who) -> None:
    job_id = make_job().id
    for _ in range(5):
        sleeper = acts.holding(job_id, who)
        acts.let_locks_run_out()
        results = crowd.at_once(
            app, lambda who=sleeper: lock_service.extend(job_id, who),  # type: ignore[misc]  # bound per round
            lambda: lock_service.take(job_id, {"staff_name": "Glen Castell"}, who),
        )  # fmt: skip
        assert crowd.names(results) == ["LockRequired", "ok"]
        assert db.session.get_one(Job, job_id).lock_staff_name == "Glen Castell"
        acts.let_locks_run_out()


def test_only_one_of_many_who_expire_it_writes_so(app: Flask, who: Who) -> None:
    job_id = make_job().id
    acts.holding(job_id, who)
    acts.let_locks_run_out()
    race(app, job_id, who, 6)
    assert db.session.query(Event).filter_by(job_id=job_id, type="LockExpired").count() == 1
