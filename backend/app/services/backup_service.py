"""Backups: one moment of the database with exactly the files that it lists, written whole or not at all.

The order: keep everybody from deleting, hold a moment of the database, dump it, copy what it lists, write the manifest,
and only then give the folder its name. What a killed backup leaves begins with `.incoming-` and goes with the next one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
from sqlalchemy import exists, select

from app.extensions import db
from app.models import Workstation
from app.services import (
    backup_manifest,
    backup_retention,
    backup_snapshot,
    backup_state,
    copying,
    file_service,
    share,
)
from app.services.backup_copy import Copier, require_room
from app.services.backup_manifest import DUMP, SECRET_KEY, Manifest
from app.services.backup_snapshot import Snapshot
from app.services.catalog_service import settings
from app.services.health_service import VERSION
from app.utils import clock
from app.utils.errors import StorageUnavailable

INCOMING = ".incoming-"
PRIVATE = ("secrets.env", "credentials.txt")
ORIGINALS = "SELECT sha256, report ->> 'thumbnail' IS NOT NULL FROM originals ORDER BY sha256"
FOLDERS = "SELECT path, file_name, authoritative_file ->> 'name' FROM jobs WHERE path IS NOT NULL ORDER BY number"


@dataclass(frozen=True)
class BackupState:
    """How it stands: when the last good backup was made and tried out, and what went wrong since, if anything did."""

    last_backup: datetime | None
    last_drill: datetime | None
    failure: str | None
    failed_at: datetime | None


def state() -> BackupState:
    """Return how the backups stand; health and alerts judge it."""
    noted, backups = backup_state.noted(), backup_manifest.whole()
    what = "" if noted.get("failure") else "drill_"
    last = backup_manifest.made_at(backups[-1]) if backups else None
    drill, failed_at = _moment(noted.get("last_drill")), _moment(noted.get(f"{what}failed_at"))
    return BackupState(last, drill, noted.get(f"{what}failure"), failed_at)


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None


def create() -> Path:
    """Make a backup, remove those that need not stay, and return the new one.

    Raises Conflict while another one is made, StorageUnavailable, OSError; the failure is noted.
    """
    try:
        share.within(lambda: None)
        with backup_snapshot.taken() as snapshot:
            backup = _write(snapshot)
    except (OSError, StorageUnavailable, psycopg.Error) as error:
        backup_state.note(failure=str(error), failed_at=clock.now().isoformat())
        raise
    backup_retention.prune()
    backup_state.note(failure=None, failed_at=None)
    return backup


def nightly() -> Path | None:
    """Make the night's backup if it has not been made yet; a computer that was off makes up for it."""
    due, backups = _last_due(), backup_manifest.whole()
    if backups and backup_manifest.made_at(backups[-1]) >= due:
        return None
    was_there = db.session.scalar(select(exists().where(Workstation.created_at < due)))
    db.session.rollback()
    return create() if was_there else None


def _last_due() -> datetime:
    """Return when a backup was due last, by the clock on the wall."""
    now = clock.now().astimezone()
    due = now.replace(hour=settings().backup_hour, minute=0, second=0, microsecond=0)
    return due if due <= now else due - timedelta(days=1)


def _write(snapshot: Snapshot) -> Path:
    """Fill a folder that no list shows, and name it when it is whole; what fails takes no room."""
    folder = settings().backups
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(folder)
    moment, final = _free_name(folder)
    incoming = folder / f"{INCOMING}{final.name}"
    incoming.mkdir(mode=0o700)
    try:
        backup_manifest.write(incoming, _fill(incoming, snapshot, moment))
        incoming.rename(final)
    except BaseException:
        copying.remove_tree(incoming)
        raise
    file_service.sync_folder(folder)
    return final


def _free_name(folder: Path) -> tuple[datetime, Path]:
    """Return this second and the folder called by it, or the next second that is free."""
    moment = clock.now()
    while (final := folder / backup_manifest.name_of(moment)).exists():
        moment += timedelta(seconds=1)
    return moment, final


def _fill(incoming: Path, snapshot: Snapshot, moment: datetime) -> Manifest:
    """Dump the database and copy what it lists."""
    copier, data = Copier(incoming, backup_manifest.newest_readable()), settings().data_dir
    require_room(incoming)
    snapshot.dump(incoming / DUMP)
    copier.add(DUMP)
    for sha256, has_picture in snapshot.rows(ORIGINALS):
        copier.original(data / "originals" / sha256)
        copier.file(data / "thumbnails" / f"{sha256}.png", f"thumbnails/{sha256}.png", is_needed=has_picture)
    for path, *needed in snapshot.rows(FOLDERS):
        copier.folder(file_service.path(path), f"storage/{path}", filter(None, needed))
    _keep_secrets(copier, data)
    copier.sync()
    return Manifest(moment, VERSION, snapshot.facts(), copier.files, copier.missing, copier.unsettled)


def _keep_secrets(copier: Copier, data: Path) -> None:
    """Keep what links in mails are signed with, and in the embedded mode the passwords; readable by us alone."""
    key = copier.target / SECRET_KEY
    key.parent.mkdir(mode=0o700)
    file_service.write_durably(key, settings().secret_key.get_secret_value().encode())
    key.chmod(0o600)
    copier.add(SECRET_KEY)
    for name in PRIVATE:
        copier.file(data / name, f"private/{name}", is_needed=False)


def _sweep(folder: Path) -> None:
    """Remove what killed backups left; there is one at a time."""
    for prefix in (INCOMING, backup_retention.REMOVING):
        for leftover in folder.glob(f"{prefix}*"):
            copying.remove_tree(leftover)
