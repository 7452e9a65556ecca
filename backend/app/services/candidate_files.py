"""The files that lie in a job's folder now: what staff may choose as the authoritative one, and what they open."""

import uuid
from datetime import UTC, datetime
from pathlib import Path
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
NOT_THERE_YET = "The job's folder has not arrived on the storage yet. It will within seconds; please try again."


def listing(job_id: uuid.UUID) -> FolderPage:
    """List the files of the job's folder; recommends the newest that staff saved, else what the student sent."""
    job = lock_service.found_job(job_id)
    folder, sent = _folder(job), job.file_name
    db.session.rollback()
    found = share.within(lambda: file_service.list_folder(folder))
    files = [_view(file) for file in found if file.name.lower().endswith(PRINTABLE)]
    saved = sorted((file for file in files if file.name != sent), key=lambda file: file.modified_at)
    recommended = saved[-1].name if saved else files[0].name if files else None
    return FolderPage(files=files, recommended=recommended)


def _view(file: StoredFile) -> FolderFile:
    return FolderFile(
        name=file.name, size=file.size, sha256=file.sha256, weight_g=None, time_hours=None,
        modified_at=datetime.fromtimestamp(file.mtime_ns / 1e9, UTC),
    )  # fmt: skip


def _folder(job: Job) -> Path:
    if job.path is None:
        raise StorageUnavailable(NOT_THERE_YET)
    return file_service.path(job.path)


def chosen(job_id: uuid.UUID, name: str) -> StoredFile:
    """Read the file that staff chose. Raises StorageUnavailable, or Invalid when it is not in the folder."""
    folder = _folder(lock_service.found_job(job_id))
    db.session.rollback()
    if name not in share.within(lambda: file_service.names(folder)) or not name.lower().endswith(PRINTABLE):
        raise Invalid.field("authoritative_file", f"There is no model “{name}” in the job's folder. Reload the list.")
    return share.within(lambda: file_service.stored(folder, name), seconds=20)


def open_link(job_id: uuid.UUID, payload: object, who: Who) -> OpenLink:
    """Make the link that opens a file in the slicer, and log that it was asked for."""
    job = lock_service.found_job(job_id)
    body = parse(OpenedBody, payload)
    who = who.named(staff_service.require_active(body.staff_name).name)
    name = body.file or (job.authoritative_file or {}).get("name") or listing(job_id).recommended or job.file_name
    if job.path is None:
        raise StorageUnavailable(NOT_THERE_YET)
    relative = f"{job.path}/{name}"
    file_service.path(relative)
    event_service.record("FileOpened", who, job.id, file=name)
    db.session.commit()
    return OpenLink(link=f"threedprint://open?path={quote(relative, safe='')}", path=relative)


def download(job_id: uuid.UUID, name: str) -> tuple[Path, str]:
    """Return the place of one file of the job and its name: the student's original, or one of the folder."""
    job = lock_service.found_job(job_id)
    if name == job.file_name:
        return originals.path(job.original_sha256), job.file_name
    folder = _folder(job)
    if name not in share.within(lambda: file_service.names(folder)):
        raise NotFound(f"There is no file “{name}” in the job's folder. Reload the list.")
    return folder / name, Path(name).name
