"""The files that lie in a job's folder now: what staff may choose as the authoritative one, and what they open."""

import uuid
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from app.extensions import db
from app.schemas.actions import OpenedBody
from app.schemas.base import parse
from app.schemas.job import FolderFile, FolderPage, OpenLink
from app.services import (
    event_service,
    file_service,
    job_folder,
    lock_service,
    originals,
    script_gate,
    share,
    sliced_files,
    staff_service,
)
from app.services.event_service import Who
from app.services.file_service import StoredFile
from app.services.sliced_files import Says
from app.utils.errors import Invalid, NotFound

PRINTABLE = (".stl", ".obj", ".3mf", ".gcode", ".bgcode", ".form", ".sl1", ".sl1s", ".ufp")
NOT_IN_FOLDER = script_gate.NOT_IN_FOLDER


def listing(job_id: uuid.UUID) -> FolderPage:
    """List the files of the job's folder, with what slicers say in theirs.

    Recommends the newest sliced one, else the newest that staff saved, else what the student sent; a file that cannot
    be read comes last.
    """
    sent = lock_service.found_job(job_id).file_name
    accepted_by = script_gate.accepted_by(job_id)
    files = job_folder.look(job_id, lambda folder: _all(folder, accepted_by))
    ranked = sorted(files, key=lambda file: _rank(file, sent))
    return FolderPage(files=files, recommended=ranked[-1].name if ranked else None)


def _rank(file: FolderFile, sent: str) -> tuple[bool, bool, bool, datetime]:
    return not file.scripts_unknown, file.is_sliced, file.name != sent, file.modified_at


def _all(folder: str, accepted_by: dict[str, str]) -> list[FolderFile]:
    job_folder.names(folder)  # says at once when the storage is away; reading what lies there may take longer
    return job_folder.read(lambda: _views(file_service.path(folder), accepted_by), job_folder.READING_S)


def _views(folder: Path, accepted_by: dict[str, str]) -> list[FolderFile]:
    found = [file for file in file_service.list_folder(folder) if file.name.lower().endswith(PRINTABLE)]
    views = (_view(file, sliced_files.read(folder / file.name, file.sha256), accepted_by) for file in found)
    return list(views)


def _view(file: StoredFile, says: Says, accepted_by: dict[str, str]) -> FolderFile:
    return FolderFile(
        name=file.name, size=file.size, sha256=file.sha256,
        modified_at=datetime.fromtimestamp(file.mtime_ns / 1e9, UTC),
        is_sliced=says.is_sliced, slicer=says.slicer, sliced_for=says.sliced_for,
        weight_g=says.weight_g, volume_ml=says.volume_ml, time_hours=says.time_hours,
        notes=list(says.notes), scripts=list(says.scripts), scripts_unknown=says.is_unread,
        scripts_accepted_by=accepted_by.get(file.sha256), has_picture=says.has_picture,
    )  # fmt: skip


def chosen(job_id: uuid.UUID, name: str) -> StoredFile:
    """Read the file that staff chose. Raises StorageUnavailable, or Invalid when it is not in the folder."""

    def read(folder: str) -> StoredFile:
        if name not in job_folder.names(folder) or not name.lower().endswith(PRINTABLE):
            text = f"There is no model “{name}” in the job's folder. Reload the list."
            raise Invalid.field("authoritative_file", text)
        return job_folder.read(lambda: file_service.stored(file_service.path(folder), name), job_folder.READING_S)

    return job_folder.look(job_id, read)


def open_link(job_id: uuid.UUID, payload: object, who: Who) -> OpenLink:
    """Make the link that opens a file in the slicer, and log that it was asked for.

    Raises NotFound, StorageUnavailable, Invalid for a file that is not in the folder, or ScriptsNotAccepted.
    """
    job = lock_service.found_job(job_id)
    body = parse(OpenedBody, payload)
    who = who.named(staff_service.require_active(body.staff_name).name)
    name = body.file or (job.authoritative_file or {}).get("name") or listing(job_id).recommended or job.file_name

    def allowed(folder: str) -> str:
        script_gate.require(job_id, folder, name)
        return f"{folder}/{name}"

    relative = job_folder.look(job_id, allowed)
    event_service.record("FileOpened", who, job_id, file=name)
    db.session.commit()
    return OpenLink(link=f"threedprint://open?path={quote(relative, safe='')}", path=relative)


def download(job_id: uuid.UUID, name: str) -> tuple[Path, str]:
    """Return the place and the name of one file in the job's folder. Raises NotFound, StorageUnavailable."""

    def find(folder: str) -> Path:
        if name not in job_folder.names(folder):
            raise NotFound(NOT_IN_FOLDER.format(name))
        return share.within(lambda: file_service.path(f"{folder}/{name}"))

    return job_folder.look(job_id, find), Path(name).name


def original(job_id: uuid.UUID) -> tuple[Path, str]:
    """Return the place and the name of what the student sent; it needs no storage. Raises NotFound."""
    job = lock_service.found_job(job_id)
    return originals.path(job.original_sha256), job.file_name
