"""The picture by the slicer in a file of a job's folder: drawn anew by the inspector whenever somebody looks."""

import tempfile
import uuid
from pathlib import Path

from app.services import file_service, job_folder
from app.services.script_gate import NOT_IN_FOLDER
from app.utils.errors import NotFound
from inspector.launch import picture
from inspector.sliced.formats import sliced_format

NONE = "There is no picture by the slicer in “{}”."


def read(job_id: uuid.UUID, name: str) -> bytes:
    """Return the picture as PNG. Raises NotFound, StorageUnavailable."""
    drawn = job_folder.look(job_id, lambda folder: _in(folder, name))
    if drawn is None:
        raise NotFound(NONE.format(name))
    return drawn


def _in(folder: str, name: str) -> bytes | None:
    if name not in job_folder.names(folder):
        raise NotFound(NOT_IN_FOLDER.format(name))
    return job_folder.read(lambda: _drawn(file_service.path(f"{folder}/{name}")), job_folder.READING_S)


def _drawn(file: Path) -> bytes | None:
    form = sliced_format(file, file.name)
    if form is None:
        return None
    with tempfile.TemporaryDirectory(prefix="picture-") as out:
        found = picture(file, Path(out), form)["thumbnail"]
        return (Path(out) / found).read_bytes() if found else None
