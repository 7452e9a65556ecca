"""The files that lie in a job's folder now: what staff may choose as the authoritative one, and what they open."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from app.extensions import db
from app.models import Job
from app.schemas.actions import OpenedBody
from app.schemas.base import parse
from app.schemas.job import FolderFile, FolderPage, OpenLink
from app.services import event_service, file_service, lock_service, originals, share, sliced_files, staff_service
from app.services.event_service import Who
from app.services.file_service import StoredFile
from app.services.sliced_files import Says
from app.utils.errors import Invalid, NotFound, StorageUnavailable

PRINTABLE = (".stl", ".obj", ".3mf", ".gcode", ".bgcode", ".form", ".sl1", ".sl1s", ".ufp")
READING_S = 20
Result = TypeVar("Result")
UNREADABLE = "The job's folder cannot be read right now; perhaps a program holds a file. Please try again in a minute."
NOT_THERE_YET = "The job's folder has not arrived on the storage yet. It will within seconds; please try again."


def listing(job_id: uuid.UUID) -> FolderPage:
    """List the files of the job's folder, with what slicers say in theirs.

    Recommends the newest sliced one, else the newest that staff saved, else what the student sent.
    """
    job = lock_service.found_job(job_id)
    folder, sent = _folder(job), job.file_name
    db.session.rollback()
    _names(folder)  # says at once when the storage is away; reading what lies there may take longer
    files = _read(lambda: _views(file_service.path(folder)), READING_S)
    ranked = sorted(files, key=lambda file: (file.is_sliced, file.name != sent, file.modified_at))
    return FolderPage(files=files, recommended=ranked[-1].name if ranked else None)


def _views(folder: Path) -> list[FolderFile]:
    found = [file for file in file_service.list_folder(folder) if file.name.lower().endswith(PRINTABLE)]
    return [_view(file, sliced_files.read(folder / file.name, file.sha256)) for file in found]


def _view(file: StoredFile, says: Says) -> FolderFile:
    return FolderFile(
        name=file.name, size=file.size, sha256=file.sha256,
        modified_at=datetime.fromtimestamp(file.mtime_ns / 1e9, UTC),
        is_sliced=says.is_sliced, slicer=says.slicer, sliced_for=says.sliced_for,
        weight_g=says.weight_g, volume_ml=says.volume_ml, time_hours=says.time_hours,
        notes=list(says.notes), scripts=list(says.scripts),
    )  # fmt: skip


def _folder(job: Job) -> str:
    if job.path is None:
        raise StorageUnavailable(NOT_THERE_YET)
    return job.path


def _read(work: Callable[[], Result], seconds: float | None = None) -> Result:
    """Read from the storage. Raises StorageUnavailable, also for what cannot be read although the storage is there."""
    try:
        return share.within(work, seconds)
    except OSError as error:
        raise StorageUnavailable(UNREADABLE) from error


def _names(folder: str) -> list[str]:
    return _read(lambda: file_service.names(file_service.path(folder)))


def chosen(job_id: uuid.UUID, name: str) -> StoredFile:
    """Read the file that staff chose. Raises StorageUnavailable, or Invalid when it is not in the folder."""
    folder = _folder(lock_service.found_job(job_id))
    db.session.rollback()
    if name not in _names(folder) or not name.lower().endswith(PRINTABLE):
        raise Invalid.field("authoritative_file", f"There is no model “{name}” in the job's folder. Reload the list.")
    return _read(lambda: file_service.stored(file_service.path(folder), name), READING_S)


def open_link(job_id: uuid.UUID, payload: object, who: Who) -> OpenLink:
    """Make the link that opens a file in the slicer, and log that it was asked for.

    Raises NotFound, StorageUnavailable, or Invalid for a file that is not in the folder.
    """
    job = lock_service.found_job(job_id)
    body = parse(OpenedBody, payload)
    who = who.named(staff_service.require_active(body.staff_name).name)
    folder = _folder(job)
    name = body.file or (job.authoritative_file or {}).get("name") or listing(job_id).recommended or job.file_name
    if name not in _names(folder):
        raise Invalid.field("file", f"There is no file “{name}” in the job's folder. Reload the list.")
    relative = f"{folder}/{name}"
    event_service.record("FileOpened", who, job.id, file=name)
    db.session.commit()
    return OpenLink(link=f"threedprint://open?path={quote(relative, safe='')}", path=relative)


def download(job_id: uuid.UUID, name: str) -> tuple[Path, str]:
    """Return the place and the name of one file in the job's folder. Raises NotFound, StorageUnavailable."""
    folder = _folder(lock_service.found_job(job_id))
    if name not in _names(folder):
        raise NotFound(f"There is no file “{name}” in the job's folder. Reload the list.")
    return share.within(lambda: file_service.path(f"{folder}/{name}")), Path(name).name


def original(job_id: uuid.UUID) -> tuple[Path, str]:
    """Return the place and the name of what the student sent; it needs no storage. Raises NotFound."""
    job = lock_service.found_job(job_id)
    return originals.path(job.original_sha256), job.file_name
