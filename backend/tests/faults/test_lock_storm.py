"""Races for locks: never two holders, and a holder who slept past the expiry changes nothing.

500 races of 2 to 50 clients, 10,000 with LAB_FAULTS.
"""

import random
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select, text

from app.extensions import db
from app.models import Job, Status
from app.schemas.job import LockGranted
from app.services import job_service, lock_service
from app.services.event_service import Who
from app.utils import tokens
from app.utils.errors import Locked, LockRequired
from tests import acts, crowd, story
from tests.factories import make_job
from tests.faults.conftest import IS_FULL
from tests.world import MakeWorkstation

RACES = 10_000 if IS_FULL else 500
SLEEPS = 200 if IS_FULL else 20
MOST_CLIENTS = 50
USUAL_CLIENTS = 4  # as at a desk; one race in fifty is a crowd of any size
pytestmark = [pytest.mark.usefixtures("staff"), pytest.mark.timeout(3600 if IS_FULL else 300)]


@pytest.fixture
def who(workstation: MakeWorkstation) -> Who:
    return acts.at(workstation("front"))


class Runners:
    """Clients who wait for the start of each race, and then reach for the lock of one job."""

    def __init__(self, app: Flask, job_id: uuid.UUID, who: Who, pool: ThreadPoolExecutor) -> None:
        self._app, self._job_id, self._who, self._pool = app, job_id, who, pool

    def race(self, clients: int, sleeper: Who) -> list[LockGranted]:
        """Let all but one take the lock at once, while the last holder acts; returns what was granted."""
        start = threading.Barrier(clients)
        takers = [self._pool.submit(self._take, start) for _ in range(clients - 1)]
        late = self._pool.submit(self._act, start, sleeper)
        assert isinstance(late.exception(), LockRequired)
        refused = [taker.exception() for taker in takers if taker.exception()]
        assert {type(each) for each in refused} <= {Locked}
        return [taker.result() for taker in takers if not taker.exception()]

    def _take(self, start: threading.Barrier) -> LockGranted:
        with self._app.app_context():
            start.wait()
            return lock_service.take(self._job_id, {"staff_name": acts.STAFF_NAME}, self._who)

    def _act(self, start: threading.Barrier, sleeper: Who) -> None:
        with self._app.app_context():
            start.wait()
            job_service.perform("reject", self._job_id, acts.body("reject"), sleeper)


def test_never_two_holders_and_no_late_one(app: Flask, who: Who) -> None:
    chance, job_id = random.Random(2026), make_job().id
    sleeper = acts.holding(job_id, who)
    db.session.refresh(who.workstation)
    db.session.expunge(who.workstation)  # it goes from thread to thread
    with ThreadPoolExecutor(MOST_CLIENTS) as pool:
        runners = Runners(app, job_id, who, pool)
        for number in range(RACES):
            acts.let_locks_run_out()
            clients = chance.randint(2, MOST_CLIENTS if number % 50 == 0 else USUAL_CLIENTS)
            granted = runners.race(clients, sleeper)
            assert len(granted) == 1
            sleeper = replace(sleeper, lock_token=granted[0].lock_token)
            assert _holder(job_id) == tokens.digest(granted[0].lock_token)
    assert db.session.get_one(Job, job_id).status is Status.UPLOADED
    told = acts.events(job_id, with_locks=True)
    assert (told.count("LockTaken"), told.count("LockExpired"), len(told)) == (RACES + 1, RACES, 2 * RACES + 1)


def _holder(job_id: uuid.UUID) -> str | None:
    found = db.session.scalar(select(Job.lock_token_hash).where(Job.id == job_id))
    db.session.rollback()
    return found


def test_a_lock_that_runs_out_while_its_holder_waits_is_no_lock(app: Flask, who: Who) -> None:
    """It is judged by the clock once the row is held, not when the request came in."""
    job_id = make_job().id
    for _ in range(SLEEPS):
        holder = acts.holding(job_id, who)
        refused: list[Exception] = []
        job = lock_service.held_job(job_id)
        late = crowd.beside(app, lambda who=holder, refused=refused: refused.append(_refused(job_id, who)))  # type: ignore[misc]  # bound per round
        story.wait_until(_is_somebody_waiting)
        job.locked_until = lock_service.db_now()
        db.session.commit()
        late.join()
        assert isinstance(refused[0], LockRequired)
    assert db.session.get_one(Job, job_id).status is Status.UPLOADED
    assert acts.events(job_id) == []


def _refused(job_id: uuid.UUID, who: Who) -> Exception:
    with pytest.raises(LockRequired) as refused:
        job_service.perform("reject", job_id, acts.body("reject"), who)
    return refused.value


def _is_somebody_waiting() -> bool:
    with db.engine.connect() as beside:
        return bool(beside.scalar(text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")))
