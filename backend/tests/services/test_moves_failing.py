"""Errors in the middle of a move: nothing half-done stays, the source stays, and it is tried again."""

import errno
import uuid

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import FileMove, MoveState, Status
from app.services import copying, file_service, metadata_service, move_service, share
from app.services.event_service import Who
from app.utils import clock
from tests import acts, story
from tests.factories import make_folder, make_job
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("staff")


@pytest.fixture
def who(workstation: MakeWorkstation) -> Who:
    return acts.at(workstation("desk"))


FAILING = [
    (copying, "copy_file", OSError(errno.ENOSPC, "No space left on device")),
    (copying, "copy_all", PermissionError(errno.EACCES, "Permission denied")),
    (copying, "settle", OSError(errno.EIO, "Input/output error")),
    (copying, "clear", OSError(errno.EBUSY, "a slicer keeps the file open")),
    (file_service, "write_durably", OSError(errno.EROFS, "Read-only file system")),
    (copying, "sync_folder", OSError(errno.EIO, "fsync failed")),
]


@pytest.mark.parametrize(("module", "function", "error"), FAILING, ids=[each[1] for each in FAILING])
def test_an_error_in_the_middle_leaves_nothing_and_is_tried_again(
    who: Who, monkeypatch: pytest.MonkeyPatch, module: object, function: str, error: OSError
) -> None:
    job = make_job(status=Status.READYTOPRINT)
    folder = make_folder(job, {"plate.gcode": b"G1"})

    def fail(*_: object) -> None:
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(module, function, fail)
        acts.perform("mark-printing", job.id, who)
        assert str(error.args[1]) in acts.last_error()
        assert folder.exists()
        assert [each for each in share.root().glob("*/.incoming-*") if each.name] == []
    move = db.session.scalars(select(FileMove)).one()
    assert (move.lease_owner, move.lease_until, move.attempts) == (None, None, 1)
    assert move_service.sweep() == 0  # not due yet
    acts.let_leases_run_out()
    assert move_service.sweep() == 1
    db.session.refresh(job)
    assert story.folders() == [job.path] == [f"Printing/{job.folder_name}"]
    assert db.session.scalars(select(FileMove.state)).one() is MoveState.CLEANED


def test_tries_come_less_and_less_often(who: Who) -> None:
    job = make_job(status=Status.READYTOPRINT)
    acts.perform("mark-printing", job.id, who)  # its original is not there
    waits = []
    for _ in range(7):
        move = db.session.scalars(select(FileMove).execution_options(populate_existing=True)).one()
        waits.append(round((move.next_attempt_at - clock.now()).total_seconds() / 5) * 5)
        move_service.follow(job.id)
    assert waits == [5, 10, 30, 60, 300, 300, 300]


def test_one_bad_job_holds_up_no_other(who: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = [make_job(status=Status.READYTOPRINT) for _ in range(3)]
    for job in jobs:
        make_folder(job)
    with acts.away():
        for job in jobs:
            acts.perform("mark-printing", job.id, who)
    bad = jobs[0].id
    refresh = metadata_service.refresh

    def fails_for_one(job_id: uuid.UUID) -> None:
        if job_id == bad:
            raise ValueError("on purpose")
        refresh(job_id)

    monkeypatch.setattr(metadata_service, "refresh", fails_for_one)
    acts.let_leases_run_out()
    assert move_service.sweep() == 3
    assert len([name for name in story.folders() if name.startswith("Printing/")]) == 3
