"""What a slicer says in a file that staff saved: grams, millilitres, hours. Read in a process of its own, once."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from app.services import file_service
from app.services.file_service import StoredFile
from inspector.launch import inspect as launch
from inspector.report import Report as Found
from inspector.sliced.formats import sliced_format

CLOSED = "form"  # sliced, but only its own slicer can read it
WALL_S = 5.0
SECONDS_AN_HOUR = 3600
MOST_REMEMBERED = 500
_remembered: dict[tuple[str, str], "Says"] = {}


@dataclass(frozen=True)
class Says:
    """What one file says; None is what it does not say. `notes` are sentences for staff.

    `is_unread` says that it could not be read, so that nobody knows which scripts it holds.
    """

    is_sliced: bool = False
    slicer: str | None = None
    sliced_for: str | None = None
    weight_g: float | None = None
    volume_ml: float | None = None
    time_hours: float | None = None
    notes: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    is_unread: bool = False
    has_picture: bool = False


def read(file: Path, sha256: str) -> Says:
    """Return what a file says whose content has this hash; nothing for a model. Raises OSError."""
    found = sliced_format(file, file.name)
    if found is None:
        return Says()
    says = _remembered.get((sha256, found))
    if says is None:
        says = _look_into(file, found)
        if len(_remembered) >= MOST_REMEMBERED:
            _remembered.clear()
        if not says.is_unread:  # a busy computer may be at fault
            _remembered[sha256, found] = says
    return says


def look(folder: Path, name: str) -> tuple[StoredFile, Says]:
    """Read one file of a folder and what it says. Raises OSError."""
    file = file_service.stored(folder, name)
    return file, read(folder / name, file.sha256)


def _look_into(file: Path, found: str) -> Says:
    with tempfile.TemporaryDirectory(prefix="sliced-") as out:
        return _said(launch(file, Path(out), found, wall_seconds=WALL_S))


def _said(report: Found) -> Says:
    notes = tuple(each["text"] for each in report["warnings"])
    scripts = tuple(report.get("scripts") or ())
    is_unread = report["refused"] is not None or any(each["code"] == "unreadable" for each in report["warnings"])
    has_picture = report.get("has_picture") is True
    sliced = report.get("sliced")
    if sliced is None:
        return Says(report["format"] == CLOSED, None, None, None, None, None, notes, scripts, is_unread, has_picture)
    seconds = sliced["time_s"]
    hours = None if seconds is None else round(seconds / SECONDS_AN_HOUR, 3)
    numbers = (sliced["weight_g"], sliced["volume_ml"], hours)
    return Says(True, sliced["slicer"], sliced["printer"], *numbers, notes, scripts, has_picture=has_picture)
