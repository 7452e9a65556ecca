"""A copy without scripts, beside the file in the job's folder. The file itself is never changed."""

import tempfile
import uuid
from pathlib import Path, PurePosixPath

from app.extensions import db
from app.schemas.actions import FolderFileBody
from app.schemas.base import parse
from app.schemas.job import CopyMade
from app.services import (
    copying,
    event_service,
    file_service,
    folder_addition,
    job_folder,
    lock_service,
    originals,
    script_gate,
    sliced_files,
    staff_service,
)
from app.services.event_service import Who
from app.utils.errors import Conflict
from app.utils.streams import INCOMING, own_disk
from inspector.launch import strip
from inspector.sliced.formats import sliced_format

MARK = ".no-scripts"
PROJECT = ".gcode.3mf"
MOST_COPIES = 20
NO_SCRIPTS = "“{}” carries no scripts. Open it as it is."
SOME_LEFT = "Some settings of “{}” cannot be read through, so its scripts cannot be taken out. Ask for another file."
TOO_MANY = "There are many copies of “{}” without scripts already. Open one of them, or remove some."


def make(job_id: uuid.UUID, payload: object, who: Who) -> CopyMade:
    """Write the copy and log it; where one with the same content lies there already, that is the copy.

    Raises NotFound, Invalid, StorageUnavailable, or Conflict for a file whose scripts cannot be taken out.
    """
    job = lock_service.found_job(job_id)
    body = parse(FolderFileBody, payload)
    who = who.named(staff_service.require_active(body.staff_name).name)
    folder = job_folder.of(job)
    db.session.rollback()
    file, says = script_gate.look(folder, body.file)
    if not script_gate.asks(says):
        raise Conflict(NO_SCRIPTS.format(file.name))
    with own_disk(), tempfile.TemporaryDirectory(prefix=INCOMING, dir=_scratch()) as scratch:
        copy = _stripped(folder, file.name, Path(scratch))
        size, sha256 = copy.stat().st_size, file_service.digest(copy)
        name, is_there = _name_for(folder, file.name, sha256)
        told = {"file": name, "source": file.name, "sha256": sha256, "scripts": list(says.scripts)}

        def log() -> None:
            event_service.record("ScriptsRemoved", who, job_id, **told)

        if is_there:
            log()
            db.session.commit()
        else:
            folder_addition.add(job_id, folder, name, copy, log)
    return CopyMade(name=name, size=size, sha256=sha256)


def _scratch() -> Path:
    """Return a folder on the host's own disk that is swept."""
    folder = originals.thumbnail_path("x").parent
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _stripped(folder: str, name: str, scratch: Path) -> Path:
    """Write the copy into `scratch`, from bytes that cannot change meanwhile. Raises Conflict, StorageUnavailable."""
    source = scratch / PurePosixPath(name).name
    place = file_service.path(f"{folder}/{name}")
    job_folder.read(lambda: copying.copy_file(place, source), job_folder.READING_S)
    report = strip(source, scratch / "out", sliced_format(source, source.name) or "3mf")
    if not report.get("copy"):
        raise Conflict(" ".join(warning["text"] for warning in report["warnings"]))
    copy = (scratch / "out" / str(report["copy"])).rename(scratch / f"stripped-{source.name}")
    if script_gate.asks(sliced_files.read(copy, file_service.digest(copy))):
        raise Conflict(SOME_LEFT.format(name))
    return copy


def _name_for(folder: str, name: str, sha256: str) -> tuple[str, bool]:
    """Return a free name for the copy, or the name under which this content lies there already."""
    place, there = PurePosixPath(name), job_folder.names(folder)
    end = place.name[-len(PROJECT) :] if place.name.lower().endswith(PROJECT) else place.suffix
    stem = place.name.removesuffix(end).removesuffix(MARK)
    for number in ("", *(f"-{number}" for number in range(2, MOST_COPIES + 1))):
        found = str(place.with_name(f"{stem}{MARK}{number}{end}"))
        if found not in there:
            return found, False
        if _digest(f"{folder}/{found}") == sha256:
            return found, True
    raise Conflict(TOO_MANY.format(name))


def _digest(path: str) -> str:
    return job_folder.read(lambda: file_service.digest(file_service.path(path)), job_folder.READING_S)
