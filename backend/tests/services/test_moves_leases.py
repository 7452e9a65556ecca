"""A mover that slept past its lease: somebody else has done its work, and it writes nothing more."""

import os
import uuid
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import FileMove, Job, MoveState, Status
from app.services import copying, file_service, metadata_service, move_lease, move_service, mover, share
from app.services.event_service import Who
from tests import acts, crowd
from tests.factories import make_folder, make_job
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("staff")
STEPS: list[tuple[Any, str]] = [
    (mover, "_sources"), (copying, "copy_all"), (copying, "copy_file"), (metadata_service, "dress"),
    (mover, "_note_copied"), (copying, "what_is_there"), (mover, "_arrive"), (mover, "_clean"),
]  # fmt: skip


@pytest.fixture
def who(workstation: MakeWorkstation) -> Who:
    return acts.at(workstation("desk"))


@pytest.fixture
def job_id(who: Who) -> uuid.UUID:
    """Make a job whose folder waits to be moved from ReadyToPrint to Printing."""
    job = make_job(status=Status.READYTOPRINT)
    make_folder(job, {"plate.gcode": b"G1"})
    job_id = job.id
    with acts.away():
        acts.perform("mark-printing", job_id, who)
    acts.let_leases_run_out()
    return job_id


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step[1])
def test_whoever_lost_the_lease_leaves_the_folder_to_the_other(
    app: Flask, job_id: uuid.UUID, monkeypatch: pytest.MonkeyPatch, step: tuple[Any, str]
) -> None:
    def another_takes_over() -> None:
        acts.let_leases_run_out()
        crowd.at_once(app, lambda: move_service.follow(job_id))

    acts.meanwhile(monkeypatch, step, lambda: crowd.at_once(app, another_takes_over))
    move_service.follow(job_id)
    db.session.rollback()
    job = db.session.get_one(Job, job_id)
    assert job.path == f"Printing/{job.folder_name}"
    left = [each for each in share.root().glob("*/*") if job.folder_name in each.name or each.name.startswith(".")]
    assert left == [share.root() / job.path]
    assert set(file_service.names(left[0])) - file_service.DERIVED == {job.file_name, "plate.gcode"}
    assert db.session.scalars(select(FileMove.state)).one() is MoveState.CLEANED
    acts.let_leases_run_out()
    assert move_service.sweep() == 0


def test_a_move_that_somebody_has_is_left_to_him(app: Flask, job_id: uuid.UUID) -> None:
    move_id = db.session.scalars(select(FileMove.id)).one()
    assert move_lease.take(move_id) is not None
    before = db.session.scalars(select(Job.path)).one()
    move_service.follow(job_id)
    assert move_service.sweep() == 0
    db.session.rollback()
    assert db.session.scalars(select(Job.path)).one() == before
    acts.let_leases_run_out()
    assert move_service.sweep() == 1


def test_a_move_that_was_overtaken_between_two_looks_copies_nothing(
    app: Flask, who: Who, job_id: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts.meanwhile(monkeypatch, (mover, "_bring"), lambda: crowd.at_once(app, lambda: back(job_id, who)))
    move_service.follow(job_id)
    db.session.rollback()
    job = db.session.get_one(Job, job_id)
    assert job.path == f"ReadyToPrint/{job.folder_name}"
    assert not (share.root() / "Printing").exists()
    assert db.session.scalars(select(FileMove.state)).one() is MoveState.CLEANED


def back(job_id: uuid.UUID, who: Who) -> None:
    acts.perform("mark-failed", job_id, who)


def test_a_copy_that_came_out_short_is_no_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "source").write_bytes(b"abc")
    fsync = os.fsync

    def loses_a_byte(descriptor: int) -> None:
        fsync(descriptor)
        os.ftruncate(descriptor, 2)

    monkeypatch.setattr(os, "fsync", loses_a_byte)
    with pytest.raises(OSError, match="shorter than its source"):
        copying.copy_file(tmp_path / "source", tmp_path / "target")
