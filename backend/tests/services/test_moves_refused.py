"""A program keeps a file of the old folder open: it goes when it is closed, and until then nobody is bothered."""

import errno
import logging
import os
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.extensions import db
from app.models import FileMove, Job, MoveState, Status
from app.services import health_service, move_service, share
from app.services.audit.facts import QUIETLY
from app.services.event_service import Who
from app.utils import clock, fault
from tests import acts, damage
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("staff")


@pytest.fixture
def who(workstation: MakeWorkstation) -> Who:
    return acts.at(workstation("desk"))


@pytest.fixture(params=[errno.EACCES, errno.EBUSY], ids=["EACCES", "EBUSY"])
def held(who: Who, request: pytest.FixtureRequest) -> Iterator[Job]:
    """A job that has moved on, with a program that holds a file in its old folder."""

    def refuse(point: str) -> None:
        if point == "clear.unlink":
            raise OSError(request.param, os.strerror(request.param))

    job = damage.job_with_folder(Status.READYTOPRINT)
    fault.strike = refuse
    try:
        yield acts.perform("mark-printing", job.id, who)
    finally:
        fault.strike = None


def the_move() -> FileMove:
    db.session.rollback()
    return db.session.scalars(select(FileMove).execution_options(populate_existing=True)).one()


def pass_days() -> None:
    """Let the clearing have been refused for days."""
    then = FileMove.created_at - QUIETLY - timedelta(minutes=1)
    db.session.execute(update(FileMove).values(created_at=then))
    db.session.commit()


def test_it_is_tried_less_and_less_often_without_a_word(held: Job, caplog: pytest.LogCaptureFixture) -> None:
    waits, before = [], acts.events(held.id)
    with caplog.at_level(logging.INFO):
        for _ in range(8):
            waits.append(round((the_move().next_attempt_at - clock.now()).total_seconds() / 5) * 5)
            move_service.follow(held.id)
    assert waits == [5, 10, 30, 60, 300, 1800, 3600, 3600]
    assert caplog.records == []
    assert acts.events(held.id) == before
    assert health_service.PROBES["storage"]() == "ok"
    assert damage.last_found() == set()


def test_it_shows_after_days_and_goes_by_itself_once_the_file_is_closed(held: Job) -> None:
    old = f"ReadyToPrint/{held.folder_name}"
    pass_days()
    assert damage.last_found() == {("stale_copy", old)}
    fault.strike = None
    acts.let_leases_run_out()
    move_service.sweep()
    assert the_move().state is MoveState.CLEANED
    assert not (share.root() / old).exists()
    assert damage.last_found() == set()
