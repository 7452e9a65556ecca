"""What a backup says of itself: its manifest, and where the whole ones lie. A backup without a manifest is none.

<backups>/2026-11-22T020000Z/
    manifest.json      when, how many rows of each table, the head of the event log, SHA-256 of every file
    database.dump      pg_dump, custom format
    originals/ thumbnails/ storage/ private/
"""

import contextlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.services.catalog_service import settings
from app.services.file_service import digest, write_durably
from app.utils.errors import Conflict, NotFound

FORMAT = 1
NAME = "manifest.json"
DUMP = "database.dump"
SECRET_KEY = "private/secret-key"  # noqa: S105 - the name of a file
NAMES = "%Y-%m-%dT%H%M%SZ"


@dataclass(frozen=True)
class BackupFile:
    """One file of a backup: path relative to it, size in bytes, SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Facts:
    """What the database said at the moment of the backup: revision, rows per table, count and hash of the event log."""

    revision: str
    counts: dict[str, int]
    events: dict[str, Any]


@dataclass(frozen=True)
class Manifest:
    """Everything about one backup. `missing` was promised by the database but not there; `unsettled` went on changing
    while it was copied."""

    made_at: datetime
    version: str
    facts: Facts
    files: list[BackupFile]
    missing: list[str]
    unsettled: list[str]


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a backup, durably."""
    content = {"format": FORMAT} | asdict(manifest) | {"made_at": manifest.made_at.isoformat()}
    write_durably(folder / NAME, json.dumps(content, indent=1).encode())


def read(backup: Path) -> Manifest:
    """Read the manifest of a backup. Raises NotFound, Conflict when it cannot be read."""
    file = backup / NAME
    if not file.is_file():
        raise NotFound(
            f"{backup} is not a backup: there is no {NAME} in it. `./lab backup list` names those there are."
        )
    try:
        content = json.loads(file.read_text())
        return _from(content)
    except (ValueError, KeyError, TypeError) as error:
        raise Conflict(f"{file} cannot be read: {error}. Take another backup.") from error


def _from(content: dict[str, Any]) -> Manifest:
    if content.pop("format") != FORMAT:
        raise ValueError("it is of a newer version of the system")
    files = [BackupFile(**each) for each in content.pop("files")]
    moment, facts = datetime.fromisoformat(content.pop("made_at")), Facts(**content.pop("facts"))
    return Manifest(made_at=moment, facts=facts, files=files, **content)


def name_of(moment: datetime) -> str:
    """Return what a backup of that moment is called."""
    return moment.astimezone(UTC).strftime(NAMES)


def made_at(backup: Path) -> datetime:
    """Return the moment of a backup, by its name. Raises ValueError."""
    return datetime.strptime(backup.name, NAMES).replace(tzinfo=UTC)


def whole() -> list[Path]:
    """List the whole backups of this installation, oldest first."""
    folder = settings().backups
    return sorted(each for each in folder.iterdir() if _is_whole(each)) if folder.is_dir() else []


def _is_whole(backup: Path) -> bool:
    try:
        made_at(backup)
    except ValueError:
        return False
    return (backup / NAME).is_file()


def newest_readable() -> tuple[Path, Manifest] | None:
    """Return the newest backup whose manifest can be read, with it; None when there is none."""
    for backup in reversed(whole()):
        with contextlib.suppress(Conflict):
            return backup, read(backup)
    return None


def chosen(name: str | None) -> Path:
    """Return the backup of that name or path; the newest without one. Raises NotFound."""
    if name is None:
        found = whole()
        if not found:
            raise NotFound(f"There is no backup in {settings().backups} yet. `./lab backup create` makes one.")
        return found[-1]
    place = settings().backups / name
    read(place)
    return place


def damages(backup: Path) -> list[str]:
    """Read every file of a backup again and say, a sentence each, what is not as it was. Raises NotFound, Conflict."""
    listed = read(backup).files
    found = [_damage(backup / each.path, each) for each in listed]
    known = {each.path for each in listed} | {NAME}
    there = {each.relative_to(backup).as_posix() for each in backup.rglob("*") if not each.is_dir()}
    return [text for text in found if text] + [
        f"{name} does not belong to the backup" for name in sorted(there - known)
    ]


def _damage(file: Path, known: BackupFile) -> str:
    try:
        if file.stat().st_size != known.size:
            return f"{known.path} has another size than when it was written"
        return "" if digest(file) == known.sha256 else f"{known.path} has another content than when it was written"
    except FileNotFoundError:
        return f"{known.path} is gone"
    except OSError as error:
        return f"{known.path} cannot be read: {error}"
