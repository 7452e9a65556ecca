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
from app.services import event_service, file_service, lock_service, originals, share, staff_service
from app.services.event_service import Who
from app.services.file_service import StoredFile
from app.utils.errors import Invalid, NotFound, StorageUnavailable

PRINTABLE = (".stl", ".obj", ".3mf", ".gcode", ".bgcode", ".form", ".sl1", ".sl1s", ".ufp")
HASHING_S = 20
Result = TypeVar("Result")
UNREADABLE = "The job's folder cannot be read right now; perhaps a program holds a file. Please try again in a minute."
NOT_THERE_YET = "The job's folder has not arrived on the storage yet. It will within seconds; please try again."


def listing(job_id: uuid.UUID) -> FolderPage:
    """List the files of the job's folder; recommends the newest that staff saved, else what the student sent."""
    job = lock_service.found_job(job_id)
    folder, sent = _folder(job), job.file_name
    db.session.rollback()
    _names(folder)  # says at once when the storage is away; hashing what lies there may take longer
    found = _read(lambda: file_service.list_folder(file_service.path(folder)), HASHING_S)
    files = [_view(file) for file in found if file.name.lower().endswith(PRINTABLE)]
    saved = sorted((file for file in files if file.name != sent), key=lambda file: file.modified_at)
    recommended = saved[-1].name if saved else files[0].name if files else None
    return FolderPage(files=files, recommended=recommended)


def _view(file: StoredFile) -> FolderFile:
    return FolderFile(
        name=file.name, size=file.size, sha256=file.sha256, weight_g=None, time_hours=None,
        modified_at=datetime.fromtimestamp(file.mtime_ns / 1e9, UTC),
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
    return _read(lambda: file_service.stored(file_service.path(folder), name), HASHING_S)


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
