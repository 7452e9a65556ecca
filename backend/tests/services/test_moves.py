"""The folder follows the status, whole, and takes along what staff saved into it."""

import os
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import db
from app.models import STATUSES, FileMove, Job, MoveState, Status
from app.services import copying, file_service, metadata_service, move_service, originals, share
from app.services.event_service import Who
from tests import acts, story
from tests.factories import make_folder, make_job
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("staff")

ROAD = [
    ("mark-printing", "Printing"), ("mark-failed", "ReadyToPrint"), ("mark-printing", "Printing"),
    ("mark-complete", "Completed"), ("revert-completion", "Printing"), ("mark-complete", "Completed"),
    ("payment", "PaidPickedUp"), ("revert-pickup", "Completed"), ("payment", "PaidPickedUp"),
]  # fmt: skip


@pytest.fixture
def who(workstation: MakeWorkstation) -> Who:
    return acts.at(workstation("desk"))


def states() -> list[MoveState]:
    db.session.rollback()
    return list(db.session.scalars(select(FileMove.state).order_by(FileMove.id)))


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in file_service.names(folder) if name != "metadata.json"}


def test_the_folder_follows_every_status_with_all_that_is_in_it(who: Who) -> None:
    job = make_job(status=Status.READYTOPRINT)
    folder = make_folder(job, {"plate 1.gcode": b"G1", "sub/deep/notes.txt": b"x"} | {"büste.3mf": b"PK"})
    kept = contents(folder)
    for name, status_folder in ROAD:
        acts.perform(name, job.id, who)
        db.session.refresh(job)
        assert job.path == f"{status_folder}/{job.folder_name}"
        assert contents(share.root() / job.path) == kept
        assert story.folders() == [job.path]
        assert not move_service.is_moving(job)
    assert set(states()) == {MoveState.CLEANED}
    assert originals.path(job.original_sha256).read_bytes() == kept[job.file_name]


def test_times_of_files_survive_the_move(who: Who) -> None:
    job = make_job(status=Status.READYTOPRINT)
    folder = make_folder(job, {"plate.gcode": b"G1"})
    os.utime(folder / "plate.gcode", ns=(1_600_000_000_123_456_700, 1_600_000_000_123_456_700))
    acts.perform("mark-printing", job.id, who)
    moved = share.root() / f"Printing/{job.folder_name}/plate.gcode"
    assert moved.stat().st_mtime_ns == 1_600_000_000_123_456_700


def _save_late(monkeypatch: pytest.MonkeyPatch, save: dict[str, bytes], source: Path) -> None:
    """Let a slicer save into the source right after it was copied."""
    copy_all = copying.copy_all

    def copied_then_saved(*arguments: Any) -> list[file_service.StoredFile]:
        found = copy_all(*arguments)
        for name, content in save.items():
            (source / name).write_bytes(content)
        return found

    monkeypatch.setattr(copying, "copy_all", copied_then_saved)


def test_a_late_save_into_the_old_folder_is_kept(who: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    job = make_job(status=Status.READYTOPRINT)
    folder = make_folder(job, {"plate.gcode": b"G1"})
    _save_late(monkeypatch, {"late.gcode": b"late", "plate.gcode": b"saved again"}, folder)
    acts.perform("mark-printing", job.id, who)
    db.session.refresh(job)
    assert job.path == f"Printing/{job.folder_name}"
    assert contents(share.root() / job.path)["plate.gcode"] == b"G1"
    assert contents(folder) == {"late.gcode": b"late", "plate.gcode": b"saved again"}
    assert move_service.sweep() == 0
    assert contents(folder) == {"late.gcode": b"late", "plate.gcode": b"saved again"}


def test_what_a_mac_leaves_in_a_folder_keeps_no_ghost_of_it(who: Who) -> None:
    job = make_job(status=Status.READYTOPRINT)
    folder = make_folder(job, {".DS_Store": b"x", "sub/._plate.gcode": b"x", "sub/plate.gcode": b"G1"})
    acts.perform("mark-printing", job.id, who)
    assert not folder.exists()
    assert set(contents(share.root() / f"Printing/{job.folder_name}")) == {job.file_name, "sub/plate.gcode"}


@pytest.mark.parametrize("same", [True, False])
def test_what_lies_at_the_target_already_is_never_overwritten(who: Who, same: bool) -> None:
    job = make_job(status=Status.READYTOPRINT)
    folder = make_folder(job)
    target = share.root() / f"Printing/{job.folder_name}"
    target.mkdir(parents=True)
    there = (folder / job.file_name).read_bytes() if same else b"somebody's work"
    (target / job.file_name).write_bytes(there)
    inode = (target / job.file_name).stat().st_ino
    acts.perform("mark-printing", job.id, who)
    aside = [each for each in target.parent.iterdir() if ".stale-" in each.name]
    assert (share.root() / f"Printing/{job.folder_name}/metadata.json").is_file()
    assert contents(target) == {job.file_name: originals.path(job.original_sha256).read_bytes()}
    assert [contents(each) for each in aside] == ([] if same else [{job.file_name: b"somebody's work"}])
    assert ((target / job.file_name).stat().st_ino == inode) == same
    assert not folder.exists()


def test_an_unfinished_earlier_copy_at_the_target_leaves_no_second_folder(who: Who) -> None:
    job = make_job(status=Status.READYTOPRINT)
    make_folder(job, {"plate.gcode": b"G1"})
    target = share.root() / f"Printing/{job.folder_name}"
    target.mkdir(parents=True)
    (target / "plate.gcode").write_bytes(b"G1")
    acts.perform("mark-printing", job.id, who)
    assert [each.name for each in target.parent.iterdir()] == [job.folder_name]
    assert set(contents(target)) == {job.file_name, "plate.gcode"}


def test_a_folder_that_people_took_away_is_not_replaced_by_an_empty_one(who: Who) -> None:
    job = make_job(status=Status.READYTOPRINT)
    folder = make_folder(job, {"plate.gcode": b"G1"})
    elsewhere = folder.rename(share.root() / "elsewhere")
    acts.perform("mark-printing", job.id, who)
    db.session.refresh(job)
    assert (job.status, job.path) == ("PRINTING", f"ReadyToPrint/{job.folder_name}")
    assert "is not there" in str(db.session.scalars(select(FileMove.last_error)).one())
    elsewhere.rename(folder)
    acts.let_leases_run_out()
    assert move_service.sweep() == 1
    db.session.refresh(job)
    assert (job.path, story.folders()) == (f"Printing/{job.folder_name}", [f"Printing/{job.folder_name}"])


@pytest.mark.parametrize("is_begun", [False, True])
def test_delete_while_the_folder_is_placed_leaves_nothing(
    client: FlaskClient, who: Who, settings_data: Path, monkeypatch: pytest.MonkeyPatch, is_begun: bool
) -> None:
    assert story.submit(client).status_code == 201
    job_id = db.session.scalars(select(Job.id)).one()
    dress = metadata_service.dress

    def deleted_meanwhile(*arguments: Any) -> None:
        dress(*arguments)
        monkeypatch.setattr(metadata_service, "dress", dress)
        acts.perform("delete", job_id, who)

    if is_begun:
        monkeypatch.setattr(metadata_service, "dress", deleted_meanwhile)
        move_service.follow(job_id)
    else:
        acts.perform("delete", job_id, who)
    move_service.sweep()
    assert story.everything_under(share.root()) == [share.SENTINEL]
    assert story.everything_under(settings_data / "originals") == []
    assert acts.events(job_id) == ["JobCreated", "JobDeleted"]
    assert not set(states()) & {MoveState.PLANNED, MoveState.COPIED, MoveState.COMMITTED}


def test_all_of_a_deleted_folder_goes_late_saves_too(who: Who) -> None:
    job = make_job(status=Status.PENDING)
    folder = make_folder(job, {"plate.gcode": b"G1", ".DS_Store": b"x"})
    job_id = job.id
    acts.perform("delete", job_id, who)
    assert not folder.exists()
    assert STATUSES[Status.PENDING].folder in {each.name for each in share.root().iterdir()}
