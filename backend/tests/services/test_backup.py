"""A backup: whole or not there, exactly what the database lists, linked to the one before and never to a live file."""

import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy import update

from app.config import Settings
from app.extensions import db
from app.models import FileMove, Original, Status, Workstation
from app.services import (
    backup_manifest,
    backup_service,
    backup_snapshot,
    cleaning,
    copying,
    move_service,
    originals,
    postgres_tools,
    share,
    turns,
)
from app.services.backup_manifest import Manifest
from app.utils import clock
from app.utils.errors import Conflict, StorageUnavailable
from labtool.paths import postgres_bin
from tests import acts
from tests.factories import make_folder, make_job, make_original
from tests.kills import every_moment
from tests.world import MakeWorkstation


@pytest.fixture(autouse=True)
def programs(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pg_dump be that of the server."""
    monkeypatch.setenv("PATH", f"{postgres_bin()}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Let the clock go on."""

    def go_on(by: timedelta) -> None:
        moment = clock.now() + by
        monkeypatch.setattr(clock, "now", lambda: moment)

    return go_on


def made() -> tuple[Path, Manifest]:
    """Make a backup and read its manifest."""
    backup = backup_service.create()
    return backup, backup_manifest.read(backup)


def test_it_holds_what_the_database_lists_and_nothing_else(app: Flask, settings: Settings) -> None:
    job = make_job(status=Status.PRINTING)
    folder = make_folder(job, {"plate 1.gcode": b"G1", "deep/notes.txt": b"n"})
    (folder.parent / "somebody else's.stl").write_bytes(b"x")
    backup, manifest = made()
    names = {each.path for each in manifest.files}
    inside = f"storage/Printing/{job.folder_name}"
    assert names == {
        "database.dump", f"originals/{job.original_sha256}", f"{inside}/{job.file_name}", f"{inside}/plate 1.gcode",
        f"{inside}/deep/notes.txt", "private/secret-key",
    }  # fmt: skip
    assert backup_manifest.damages(backup) == []
    assert manifest.facts.counts["jobs"] == 1
    assert len(manifest.facts.events["hash"]) == 64
    assert (backup / "private/secret-key").read_text() == settings.secret_key.get_secret_value()
    assert {file.stat().st_mode & 0o077 for file in (backup / "private").iterdir()} == {0}
    assert backup.stat().st_mode & 0o077 == 0
    assert backup_service.state().last_backup == backup_manifest.made_at(backup)


def test_the_same_content_is_linked_between_backups_and_never_to_a_live_file(
    app: Flask, later: Callable[[timedelta], None]
) -> None:
    job = make_job()
    folder = make_folder(job, {"old.gcode": b"G1"})
    first, _ = made()
    (folder / "old.gcode").write_bytes(b"G2")
    later(timedelta(hours=1))
    second, manifest = made()
    by_name = {each.path: (first / each.path, second / each.path) for each in manifest.files}
    same = {name for name, (before, after) in by_name.items() if before.samefile(after)}
    inside = f"storage/Uploaded/{job.folder_name}"
    assert same == {f"originals/{job.original_sha256}", f"{inside}/{job.file_name}"}
    assert (second / inside / "old.gcode").read_bytes() == b"G2"
    live = [originals.path(job.original_sha256), *folder.iterdir()]
    assert {file.stat().st_nlink for file in live} == {1}


def test_a_damage_is_found_and_does_not_spread(app: Flask, later: Callable[[timedelta], None]) -> None:
    job = make_job()
    make_folder(job)
    originals.sweep_unused()
    first, _ = made()
    kept = first / "originals" / job.original_sha256
    kept.chmod(0o600)
    kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    (first / "database.dump").unlink()
    (first / "stranger").touch()
    assert sorted(backup_manifest.damages(first)) == [
        "database.dump is gone", f"originals/{job.original_sha256} has another content than when it was written",
        "stranger does not belong to the backup",
    ]  # fmt: skip
    later(timedelta(hours=1))
    second, _ = made()
    assert backup_manifest.damages(second) == []


def test_what_is_not_there_is_named_and_the_rest_is_kept(app: Flask) -> None:
    gone, there, broken = (make_job() for _ in range(3))
    for job in (gone, there, broken):
        make_folder(job)
    copying.remove_tree(share.root() / str(gone.path))
    originals.path(gone.original_sha256).unlink()
    originals.path(broken.original_sha256).write_bytes(b"bit rot")
    backup, manifest = made()
    assert set(manifest.missing) >= set([
        f"originals/{gone.original_sha256}", f"originals/{broken.original_sha256}", f"storage/{gone.path}",
    ])  # fmt: skip
    assert f"originals/{there.original_sha256}" not in manifest.missing
    assert (backup / "originals" / there.original_sha256).is_file()
    assert backup_manifest.damages(backup) == []


@pytest.mark.parametrize(("saves", "is_settled"), [(1, True), (99, False)])
def test_a_file_that_is_saved_meanwhile_is_copied_again(
    app: Flask, monkeypatch: pytest.MonkeyPatch, saves: int, is_settled: bool
) -> None:
    job = make_job()
    busy = make_folder(job, {"busy.gcode": b"0"}) / "busy.gcode"
    copy_file, left = copying.copy_file, iter(range(saves))

    def saved_meanwhile(source: Path, target: Path) -> str:
        sha256 = copy_file(source, target)
        if source == busy and next(left, None) is not None:
            busy.write_bytes(busy.read_bytes() + b"!")
        return sha256

    monkeypatch.setattr(copying, "copy_file", saved_meanwhile)
    backup, manifest = made()
    name = f"storage/{job.path}/busy.gcode"
    assert manifest.unsettled == ([] if is_settled else [name])
    assert backup_manifest.damages(backup) == []
    if is_settled:
        assert (backup / name).read_bytes() == busy.read_bytes()


def test_nothing_is_deleted_while_it_is_made(app: Flask, workstation: MakeWorkstation, staff: tuple[str, str]) -> None:
    job = make_job(status=Status.READYTOPRINT)
    folder = make_folder(job)
    unused = make_original().sha256
    with backup_snapshot.taken() as snapshot:
        assert snapshot.column("SELECT path FROM jobs") == [job.path]
        acts.perform("mark-printing", job.id, acts.at(workstation("desk")))
        assert originals.sweep_unused() == 0
        assert folder.is_dir()
        assert snapshot.column("SELECT path FROM jobs") == [f"ReadyToPrint/{job.folder_name}"]
        db.session.refresh(job)
        assert job.path == f"Printing/{job.folder_name}"  # the job itself goes on
        db.session.rollback()
    db.session.execute(update(FileMove).values(next_attempt_at=clock.now()))
    db.session.commit()
    move_service.sweep()
    assert not folder.exists()
    assert originals.sweep_unused() > 0
    assert db.session.get(Original, unused) is None


def test_it_waits_for_who_is_deleting(app: Flask) -> None:
    begun = threading.Event()

    def backup() -> None:
        with app.app_context(), backup_snapshot.taken():
            begun.set()

    assert cleaning.may_delete()
    waiting = threading.Thread(target=backup)
    waiting.start()
    with psycopg.connect(postgres_tools.libpq_url(), autocommit=True) as watcher:
        waits = b"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        while watcher.execute(waits).fetchone() != (1,):
            assert waiting.is_alive()
    assert not begun.is_set()
    db.session.rollback()
    waiting.join(30)
    assert begun.is_set()


def test_two_are_never_made_at_once(app: Flask) -> None:
    with backup_snapshot.taken(), pytest.raises(Conflict, match="Another backup"):
        backup_service.create()
    assert backup_manifest.whole() == []


def test_a_storage_that_is_away_makes_no_half_backup(app: Flask) -> None:
    make_folder(make_job())
    with acts.away(), pytest.raises(StorageUnavailable):
        backup_service.create()
    state = backup_service.state()
    assert (state.last_backup, state.failure is not None) == (None, True)
    backup_service.create()
    assert backup_service.state().failure is None


def test_a_failing_program_is_noted_with_its_words(app: Flask, another_app: Callable[..., Flask]) -> None:
    with another_app(pg_bin=Path("/nowhere")).app_context(), pytest.raises(FileNotFoundError, match="PG_BIN"):
        backup_service.create()
    assert "PG_BIN" in str(backup_service.state().failure)


def test_it_never_fills_the_disk_and_a_failed_one_takes_no_room(
    app: Flask, another_app: Callable[..., Flask], settings: Settings
) -> None:
    with (
        another_app(disk_floor_gb=1e9).app_context(),
        pytest.raises(OSError, match="set BACKUP_DIR to another disk"),
    ):
        backup_service.create()
    assert [each.name for each in settings.backups.iterdir()] == [".state.json"]


def test_a_manifest_that_cannot_be_read_stands_in_nobodys_way(app: Flask, later: Callable[[timedelta], None]) -> None:
    first, _ = made()
    (first / backup_manifest.NAME).write_text("{")
    later(timedelta(hours=1))
    made()
    assert len(backup_manifest.whole()) == 2


def test_the_nightly_one_is_made_once_and_made_up_for(
    app: Flask, workstation: MakeWorkstation, later: Callable[[timedelta], None]
) -> None:
    assert backup_service.nightly() is None
    workstation("desk")
    assert backup_service.nightly() is None  # the shop has only just opened
    db.session.execute(update(Workstation).values(created_at=datetime(2026, 1, 1, tzinfo=UTC)))
    db.session.commit()
    assert backup_service.nightly() is not None
    assert backup_service.nightly() is None
    later(timedelta(days=1))
    assert backup_service.nightly() is not None
    assert len(backup_manifest.whole()) == 2


def test_old_ones_go_as_a_whole(app: Flask, settings: Settings, later: Callable[[timedelta], None]) -> None:
    later(datetime(2030, 3, 2, tzinfo=UTC) - clock.now())
    for hours in (0, 1, 22, 1.5):
        later(timedelta(hours=hours))
        backup_service.create()
    assert len(backup_manifest.whole()) == 3  # the first is older than a day, and a newer one is of the same day
    assert not list(settings.backups.glob(".removing-*"))


def until_the_dead_has_let_go() -> None:
    """Wait until PostgreSQL has seen that the connection of a killed backup is gone."""
    turns.take(backup_snapshot.KEY)
    db.session.rollback()


def test_kill_9_at_any_moment_leaves_nothing_that_looks_whole(app: Flask, settings: Settings) -> None:
    make_folder(make_job(), {"plate.gcode": b"G1"})

    def prepare() -> Callable[[], object]:
        if settings.backups.exists():
            copying.remove_tree(settings.backups)
        return backup_service.create

    moments = 0
    for _ in every_moment(app, prepare, settings.backups):
        moments += 1
        for backup in backup_manifest.whole():
            assert backup_manifest.damages(backup) == []
        until_the_dead_has_let_go()
        backup_service.create()
        left = [each.name for each in settings.backups.iterdir() if each.name.startswith((".incoming", ".removing"))]
        assert left == []
    assert moments > 10
