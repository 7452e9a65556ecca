"""Whatever moment a mover is killed at: one folder, with the right content, where the row says."""

import itertools
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import OPEN_MOVES, FileMove, Job, Original, Status
from app.services import file_service, job_service, move_service, originals, share
from app.services.event_service import Who
from tests import acts, kills
from tests.factories import make_folder, make_job
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("staff")
MORE = {"sub/plate.gcode": b"G1 X1"}


@pytest.fixture
def who(workstation: MakeWorkstation, monkeypatch: pytest.MonkeyPatch) -> Who:
    """Somebody whose actions leave the folder to be moved by whoever comes."""
    monkeypatch.setattr(job_service, "settle", lambda _job_id: None)
    return acts.at(workstation("desk"))


def tree(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Take down everything below a folder: size, time and inode of each file, hidden ones too."""
    found = {each.relative_to(folder).as_posix(): each.stat() for each in folder.rglob("*")}
    return {name: (status.st_size, status.st_mtime_ns, status.st_ino) for name, status in found.items()}


def recover() -> None:
    """Let another process find what was left, twice; the second time there is nothing to do."""
    acts.let_leases_run_out()
    move_service.sweep()
    before = tree(share.root())
    acts.let_leases_run_out()
    assert move_service.sweep() == 0
    assert tree(share.root()) == before
    db.session.rollback()
    assert list(db.session.scalars(select(FileMove.id).where(FileMove.state.in_(OPEN_MOVES)))) == []


def folders_of(name: str) -> list[str]:
    """List everything that bears a job's name, or is unfinished."""
    below = (each for each in share.root().glob("*/*") if name in each.name or each.name.startswith("."))
    return sorted(each.relative_to(share.root()).as_posix() for each in below)


def check(job_id: uuid.UUID, place: str, content: dict[str, bytes]) -> None:
    db.session.rollback()
    job = db.session.get_one(Job, job_id)
    assert job.path == f"{place}/{job.folder_name}"
    assert folders_of(job.folder_name) == [job.path]
    folder = share.root() / job.path
    kept = {name: (folder / name).read_bytes() for name in file_service.names(folder) if name != "metadata.json"}
    assert kept == content
    assert originals.path(job.original_sha256).read_bytes() == content[job.file_name]


def moving(who: Who) -> tuple[uuid.UUID, dict[str, bytes], Callable[[], object]]:
    """Make a job whose folder is to move from ReadyToPrint to Printing; returns the work of moving it."""
    job = make_job(status=Status.READYTOPRINT)
    folder = make_folder(job, MORE)
    content = MORE | {job.file_name: (folder / job.file_name).read_bytes()}
    job_id = job.id
    acts.perform("mark-printing", job_id, who)
    return job_id, content, lambda: move_service.follow(job_id)


def test_killed_while_it_moves_a_folder(app: Flask, who: Who) -> None:
    made: list[tuple[uuid.UUID, dict[str, bytes], Callable[[], object]]] = []

    def prepare() -> Callable[[], object]:
        made.append(moving(who))
        return made[-1][2]

    for _ in kills.every_moment(app, prepare, share.root()):
        recover()
        check(*made[-1][:1], "Printing", made[-1][1])
    check(made[-1][0], "Printing", made[-1][1])
    assert len(made) > 25


def test_killed_while_it_places_what_a_student_sent(app: Flask, who: Who) -> None:
    made: list[tuple[uuid.UUID, dict[str, bytes]]] = []

    def prepare() -> Callable[[], object]:
        job = make_job(status=Status.READYTOPRINT)
        folder = make_folder(job)
        made.append((job.id, {job.file_name: (folder / job.file_name).read_bytes()}))
        for each in folder.iterdir():
            each.unlink()
        folder.rmdir()
        job.path = None
        move_service.plan_first(job, job.status)
        db.session.commit()
        job_id = made[-1][0]
        return lambda: move_service.follow(job_id)

    for _ in kills.every_moment(app, prepare, share.root()):
        recover()
        check(made[-1][0], "ReadyToPrint", made[-1][1])
    check(made[-1][0], "ReadyToPrint", made[-1][1])
    assert len(made) > 12


def test_killed_while_it_removes_a_deleted_job(app: Flask, who: Who) -> None:
    made: list[str] = []

    def prepare() -> Callable[[], object]:
        job = make_job(status=Status.PENDING)
        make_folder(job, MORE)
        made.append(job.folder_name)
        job_id = job.id
        acts.perform("delete", job_id, who)

        def work() -> None:
            move_service.follow(job_id)
            originals.sweep_unused()

        return work

    for _ in kills.every_moment(app, prepare, share.root()):
        recover()
        originals.sweep_unused()
        assert folders_of(made[-1]) == []
        assert list(db.session.scalars(select(Original.sha256))) == []
    assert list((share.root().parent / "originals").iterdir()) == []
    assert len(made) > 8


def test_killed_and_then_a_slicer_saves_at_the_source(app: Flask, who: Who) -> None:
    """The half-done copy is of no use then: the next attempt takes along what is there by that time."""
    settled = 0
    for hit in itertools.count(20):
        job_id, content, work = moving(who)
        assert kills.killed(app, work, hit, share.root())
        job = db.session.get_one(Job, job_id)
        source = share.root() / f"ReadyToPrint/{job.folder_name}"
        if job.path == f"Printing/{job.folder_name}":
            break
        (source / "late.gcode").write_bytes(b"late")
        settled += (share.root() / f"Printing/{job.folder_name}").exists()
        recover()
        check(job_id, "Printing", content | {"late.gcode": b"late"})
    assert settled > 0
