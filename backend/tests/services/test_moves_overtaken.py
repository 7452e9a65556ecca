"""The status goes on before the folder has arrived: whatever is on its way, one folder is left, at the right place."""

import itertools
import uuid
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text, update

from app.extensions import db
from app.models import OPEN_MOVES, FileMove, Job, MoveState, Status
from app.services import background, copying, file_service, metadata_service, move_service, mover, share
from app.services.event_service import Who
from tests import acts, crowd, story
from tests.factories import make_folder, make_job
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("staff")
THERE, BACK = "mark-printing", "mark-failed"


@pytest.fixture
def who(workstation: MakeWorkstation) -> Who:
    return acts.at(workstation("desk"))


@pytest.fixture
def job_id() -> uuid.UUID:
    job = make_job(status=Status.READYTOPRINT)
    make_folder(job, {"plate.gcode": b"G1"})
    return job.id


def _is_settled() -> bool:
    db.session.execute(update(FileMove).values(next_attempt_at=func.now()))
    db.session.commit()
    move_service.sweep()
    db.session.rollback()
    return not list(db.session.scalars(select(FileMove.id).where(FileMove.state.in_(OPEN_MOVES))))


def check(job_id: uuid.UUID, place: str) -> None:
    """Sweep until nothing is left to do, and find one folder, at its place, whole."""
    story.wait_until(_is_settled)
    job = db.session.get_one(Job, job_id)
    assert job.path == f"{place}/{job.folder_name}"
    left = [each for each in share.root().glob("*/*") if job.folder_name in each.name or each.name.startswith(".")]
    assert left == [share.root() / job.path]
    assert set(file_service.names(left[0])) - file_service.DERIVED == {job.file_name, "plate.gcode"}


@pytest.mark.parametrize("road", [[THERE, BACK], [THERE, BACK, THERE], [THERE, BACK, THERE, BACK]], ids=len)
def test_there_and_back_while_the_storage_is_away(who: Who, job_id: uuid.UUID, road: list[str]) -> None:
    with acts.away():
        for name in road:
            acts.perform(name, job_id, who)
    check(job_id, "Printing" if road[-1] == THERE else "ReadyToPrint")


STEPS: list[tuple[Any, str]] = [
    (mover, "_sources"), (copying, "copy_all"), (metadata_service, "dress"), (mover, "_note_copied"),
    (copying, "what_is_there"), (mover, "_arrive"), (copying, "settle"), (mover, "_clean"), (copying, "clear"),
    (metadata_service, "refresh"),
]  # fmt: skip


@pytest.mark.parametrize("road", [[BACK], ["mark-complete"], [BACK, THERE]], ids="-".join)
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step[1])
def test_overtaken_at_any_step(
    app: Flask, who: Who, job_id: uuid.UUID, monkeypatch: pytest.MonkeyPatch, step: tuple[Any, str], road: list[str]
) -> None:
    started: list[object] = []
    run = background.run

    def other_people_act() -> None:
        """Act without waiting for the folder, as another workstation does; their movers end before ours goes on."""

        def works() -> bool:
            for name in road:
                acts.perform(name, job_id, who)
            return True

        started.extend(crowd.at_once(app, works))

    if step[1] in {"settle", "clear"}:  # the mover holds the job's row, so that others wait for it
        monkeypatch.setattr(background, "run", lambda work, wait_s: run(work, 0))
        acts.meanwhile(monkeypatch, step, lambda: started.append(True))
        acts.perform(THERE, job_id, who)
        other_people_act()
    else:
        acts.meanwhile(monkeypatch, step, other_people_act)
        acts.perform(THERE, job_id, who)
    assert started[-1] is True
    place = {BACK: "ReadyToPrint", THERE: "Printing", "mark-complete": "Completed"}[road[-1]]
    check(job_id, place)


def test_a_late_save_survives_even_when_its_move_is_overtaken(
    app: Flask, who: Who, job_id: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Printing -> Ready leaves the folder in both; what a slicer saves into the old one is nobody's to delete."""
    acts.perform(THERE, job_id, who)
    job = db.session.get_one(Job, job_id)
    late = share.root() / f"ReadyToPrint/{job.folder_name}/late.gcode"
    acts.meanwhile(monkeypatch, (mover, "_note_copied"), lambda: _save(late))
    acts.meanwhile(
        monkeypatch, (copying, "what_is_there"), lambda: crowd.at_once(app, lambda: acts.perform(THERE, job_id, who))
    )
    acts.perform(BACK, job_id, who)
    acts.let_leases_run_out()
    move_service.sweep()
    saved = [each.read_bytes() for each in share.root().rglob("late.gcode")]
    assert saved == [b"late"]


def _save(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"late")


def test_two_sweeps_at_once_do_each_move_once(app: Flask, who: Who) -> None:
    jobs = [make_job(status=Status.READYTOPRINT) for _ in range(4)]
    for job in jobs:
        make_folder(job, {"plate.gcode": b"G1"})
    with acts.away():
        for job in jobs:
            acts.perform(THERE, job.id, who)
    ids = [job.id for job in jobs]
    acts.let_leases_run_out()
    assert crowd.names(crowd.at_once(app, *[move_service.sweep] * 4)) == ["ok"] * 4
    for job_id in ids:
        assert db.session.scalars(select(FileMove.attempts).where(FileMove.job_id == job_id)).all() == [2]
    assert {name.partition("/")[0] for name in story.folders()} == {"Printing"}
    assert set(db.session.scalars(select(FileMove.state))) == {MoveState.CLEANED}


def test_a_cleaner_waits_for_the_job_before_it_holds_its_move(
    app: Flask, who: Who, job_id: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows are held in one order, so that an action and a cleaner never wait for each other."""
    reached = itertools.count()

    def held_by_an_action() -> None:
        if next(reached):
            return
        job = db.session.get_one(Job, job_id, with_for_update=True)
        cleaner = crowd.beside(app, lambda: move_service.follow(job.id))
        story.wait_until(crowd.somebody_waits)
        db.session.execute(text("SET LOCAL lock_timeout = '2s'"))
        db.session.execute(text("UPDATE file_moves SET last_error = 'seen'"))
        db.session.commit()
        cleaner.join()

    monkeypatch.setattr(mover, "_clean", lambda *_: None)
    acts.perform(THERE, job_id, who)
    monkeypatch.undo()
    acts.let_leases_run_out()
    held_by_an_action()
    check(job_id, "Printing")
