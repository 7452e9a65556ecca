"""A drill takes what came back through the deep file check, and tells a lost file from one that the shop had lost."""

import dataclasses
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.config import Settings
from app.services import backup_manifest, backup_service, drill_service
from app.services.audit.kinds import Code
from app.utils.errors import Conflict
from labtool.engines import Postgres, Valkey
from labtool.paths import postgres_bin
from tests import damage
from tests.backups import empty_installation, entered, restored

GONE_ON_THE_WAY = {
    Code.ORPHAN_FILE, Code.ORPHAN_FOLDER, Code.STALE_COPY, Code.LEFTOVER_INCOMING, Code.METADATA_MISSING,
    Code.METADATA_DIFFERS, Code.LATE_SAVE, Code.DUPLICATE_REFERENCE, Code.ORIGINAL_UNREFERENCED, Code.THUMBNAIL_MISSING,
}  # fmt: skip


@pytest.fixture(autouse=True)
def programs(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pg_dump be that of the server."""
    monkeypatch.setenv("PATH", f"{postgres_bin()}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def elsewhere(engines: tuple[Postgres, Valkey], settings: Settings, tmp_path: Path) -> Iterator[Settings]:
    """The settings of a place for the drill."""
    with empty_installation(engines[0], settings, tmp_path) as found:
        yield found


def drilled(elsewhere: Settings, backup: Path) -> str:
    """Restore a backup and judge what came."""
    manifest = restored(elsewhere, backup).manifest
    with entered(elsewhere):
        return drill_service.judge(backup, manifest)


def test_what_is_wrong_in_the_shop_fails_no_drill(app: Flask, elsewhere: Settings) -> None:
    """Every kind of damage of the shop; no check has told of any."""
    for break_it in damage.DAMAGE.values():
        break_it(damage.job_with_folder())
    damage.status_slipped(damage.job_with_folder())
    said = drilled(elsewhere, backup_service.create())
    left = len(set(damage.DAMAGE) - GONE_ON_THE_WAY)
    assert "The drill went well" in said
    assert f"As in the shop, the file check finds {left + 1} things" in said


def test_what_the_shops_check_had_told_fails_no_drill(app: Flask, elsewhere: Settings) -> None:
    job = damage.job_with_folder()
    told = damage.missing_file(job)
    damage.check()
    backup = backup_service.create()
    manifest = backup_manifest.read(backup)
    silent = [name for name in manifest.missing if name != f"storage/{told}"]
    assert len(manifest.missing) == len(silent) + 1
    backup_manifest.write(backup, dataclasses.replace(manifest, missing=silent))
    assert "finds 1 thing" in drilled(elsewhere, backup)


def test_a_file_that_the_backup_overlooked_fails_the_drill(app: Flask, elsewhere: Settings) -> None:
    job = damage.job_with_folder()
    backup = backup_service.create()
    overlooked = f"{job.path}/{job.file_name}"
    manifest = backup_manifest.read(backup)
    kept = [each for each in manifest.files if each.path != f"storage/{overlooked}"]
    backup_manifest.write(backup, dataclasses.replace(manifest, files=kept))
    (backup / "storage" / overlooked).unlink()
    with pytest.raises(Conflict, match=f"1 thing in what came back that the shop had not: Missing file: {overlooked}"):
        drilled(elsewhere, backup)
