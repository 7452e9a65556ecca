"""Which files the committed rows promise at a moment, and what of that a copy of the data folder does not hold."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine, text

from app.services import backup_manifest
from app.services.file_service import METADATA
from app.utils.errors import Conflict
from tests.faults.cases import Case
from tests.faults.truths import digest

ORIGINALS = "SELECT original_sha256 FROM jobs UNION SELECT sha256 FROM uploads"
Promised = dict[str, str]
"""SHA-256 by path below the data folder."""


def made(owner: Engine, case: Case) -> Promised:
    """Read what is promised by now: the originals, and in the folder of every job what belongs there."""
    with owner.connect() as reader:
        found = {f"originals/{name}": name for (name,) in reader.execute(text(ORIGINALS))}
        jobs = reader.execute(text("SELECT id, path, file_name, original_sha256 FROM jobs WHERE path IS NOT NULL"))
        for job_id, path, name, original in jobs:
            found[f"storage/{path}/{name}"] = original
            more = case.files if job_id == case.job_id else {}
            found |= {f"storage/{path}/{each}": sha256(content).hexdigest() for each, content in more.items()}
    return found


def of_backup(backup: Path) -> Promised:
    """Promise a backup that was called made: its manifest tells of the rest."""
    return {f"backups/{backup.name}/{backup_manifest.NAME}": digest(backup / backup_manifest.NAME)}


def broken(promised: Promised, data: Path) -> Iterator[str]:
    """Say what is lost or altered, and what is there in part that must be there whole or not at all."""
    yield from (f"lost or altered: {path}" for path, known in promised.items() if digest(data / path) != known)
    yield from (f"torn: {file.relative_to(data)}" for file in data.rglob(METADATA) if not _is_json(file))
    for backup in data.glob("backups/[!.]*/"):
        yield from (f"{backup.name}: {damage}" for damage in _damages(backup))


def _damages(backup: Path) -> list[str]:
    try:
        return backup_manifest.damages(backup)
    except Conflict as unreadable:
        return [str(unreadable)]


def _is_json(file: Path) -> bool:
    try:
        return bool(json.loads(file.read_bytes()))
    except ValueError:
        return False
