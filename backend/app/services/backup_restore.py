"""Bring a backup back into an empty installation: the files, then the database in one transaction with what it means
that time has been turned back.

Sessions and confirm links of before are refused, as their versions and serials are passed by far. References skip
ahead, so that none is given twice. Tracking links live, as they are signed with the key that comes along. Mail that was
queued is held, as it may have been sent after the backup. Folders get their metadata.json anew, and models what one
turns in 3D, which is in no backup, in the background.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from app.extensions import db
from app.models import Job, MailStatus, OutboxMail
from app.services import (
    backup_manifest,
    copying,
    event_service,
    inspection_service,
    metadata_service,
    postgres_tools,
    restore_checks,
    share,
)
from app.services.backup_manifest import DUMP, SECRET_KEY, BackupFile, Manifest
from app.services.catalog_service import settings
from app.services.event_service import Who
from app.services.restore_checks import PLACES, place_of
from app.utils.errors import Conflict

AHEAD = 1000
NEW_EPOCH = f"""
UPDATE public.workstations SET session_version = session_version + {AHEAD};
UPDATE public.jobs SET confirm_serial = confirm_serial + {AHEAD}, metadata_stale = true, lock_token_hash = NULL,
    lock_staff_name = NULL, lock_workstation_id = NULL, lock_workstation_name = NULL, lock_taken_at = NULL,
    locked_until = NULL;
UPDATE public.outbox SET context = context || jsonb_build_object('serial', (context ->> 'serial')::int + {AHEAD})
    WHERE context ? 'serial';
UPDATE public.outbox SET status = 'held', lease_owner = NULL, lease_until = NULL WHERE status = 'queued';
SELECT setval('public.job_number_seq', (SELECT last_value + {AHEAD} FROM public.job_number_seq));
"""  # noqa: S608 - a number of ours
RIGHTS = "ALTER DEFAULT PRIVILEGES IN SCHEMA public {} ON TABLES {} lab_app"


@dataclass(frozen=True)
class Restored:
    """What a restore brought: the backup's moment and facts, how many mails wait for a review, and how many folders'
    metadata.json could not be written."""

    manifest: Manifest
    held_mails: int
    stale_folders: int
    has_same_key: bool


def restore(backup: Path) -> Manifest:
    """Bring files and tables of a backup back, as the database's owner. Nothing is changed when it is refused.

    Raises Conflict for a damaged backup or an installation that is not empty, NotFound, OSError.
    """
    manifest = backup_manifest.read(backup)
    restore_checks.require_empty()
    found = backup_manifest.damages(backup)
    if found:
        raise Conflict(f"The backup is damaged, so nothing was restored: {'; '.join(found[:5])}. Take another one.")
    settings().data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    for each in manifest.files:
        _bring(backup, each)
    _restore_database(backup / DUMP)
    restore_checks.compare(manifest.facts, restore_checks.counted())
    return manifest


def _bring(backup: Path, file: BackupFile) -> None:
    """Copy one file to where it belongs. Raises Conflict when it is not what it was."""
    place, _, rest = file.path.partition("/")
    if place not in PLACES:
        return
    sha256 = copying.copy_file(backup / file.path, place_of(place) / rest)
    if sha256 != file.sha256:
        raise Conflict(f"{file.path} changed while it was restored. Look at the disk of the backups.")


def _restore_database(dump: Path) -> None:
    """Bring all tables back and begin the new epoch, in one transaction. Raises OSError."""
    revoked, granted = RIGHTS.format("REVOKE ALL", "FROM"), RIGHTS.format("GRANT SELECT, INSERT, UPDATE, DELETE", "TO")
    with tempfile.TemporaryDirectory(prefix="restore-", dir=settings().data_dir) as scratch:
        before, dumped, after = (Path(scratch, name) for name in ("before.sql", "dumped.sql", "after.sql"))
        before.write_text(f"{revoked};")
        postgres_tools.run("pg_restore", "--schema=public", "--no-owner", f"--file={dumped}", dump)
        after.write_text(f"{NEW_EPOCH};{granted};")
        quiet = ("--no-psqlrc", "--quiet", "--output=/dev/null", "-v", "ON_ERROR_STOP=1", "--single-transaction")
        postgres_tools.run("psql", *quiet, *(f"--file={file}" for file in (before, dumped, after)))


def begin_again(backup: Path, manifest: Manifest, who: Who) -> Restored:
    """Mark the storage, write what is derived anew, and log the restore; the tables are of this version by now."""
    share.establish()
    held = db.session.scalar(select(func.count()).where(OutboxMail.status == MailStatus.HELD)) or 0
    event_service.record("BackupRestored", who, backup=backup.name, held_mails=held)
    db.session.commit()
    placed = list(db.session.scalars(select(Job.id).where(Job.path.is_not(None)).order_by(Job.number)))
    for job_id in placed:
        metadata_service.refresh(job_id)
    stale = db.session.scalar(select(func.count()).where(Job.metadata_stale, Job.id.in_(placed))) or 0
    db.session.rollback()
    inspection_service.ask_again(of_all=False)
    return Restored(manifest, held, stale, _has_same_key(backup))


def _has_same_key(backup: Path) -> bool:
    """Say whether links of before can be read here; a backup of an unknown key counts as another one."""
    kept = backup / SECRET_KEY
    return kept.is_file() and kept.read_text() == settings().secret_key.get_secret_value()
