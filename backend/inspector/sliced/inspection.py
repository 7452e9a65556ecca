"""The inspection of one sliced file, from bytes to report."""

from pathlib import Path

from inspector.caps import Caps
from inspector.errors import Refused, Unreadable
from inspector.notes import Notes
from inspector.report import Report
from inspector.sliced.facts import Sliced
from inspector.sliced.pictures import find_picture
from inspector.sliced.read import read_sliced

_UNKNOWN = {
    (True, True): "how much the print weighs and how long it takes",
    (True, False): "how much the print weighs",
    (False, True): "how long the print takes",
}


def inspect_sliced(path: Path, file_format: str, caps: Caps) -> Report:
    """Inspect one file; what it holds raises nothing."""
    notes = Notes()
    report: Report = {
        "format": file_format, "sliced": None, "scripts": [], "warnings": [], "thumbnail": None, "refused": None,
    }  # fmt: skip
    try:
        found = read_sliced(path, file_format, caps)
        report["sliced"] = found.report() if found.is_sliced else None
        report["scripts"] = found.scripts
        report["has_picture"] = find_picture(path, file_format, caps) is not None
        _note(notes, found, file_format)
    except Refused as stop:
        report["refused"] = notes.refuse(stop.refusal)
    except Unreadable as stop:
        notes.put(stop.warning)
    report["warnings"] = notes.listed()
    return report


def _note(notes: Notes, found: Sliced, file_format: str) -> None:
    """Say what staff have to do by hand."""
    missing = (found.weight_g is None and found.volume_ml is None, found.time_s is None)
    if file_format == "form":
        notes.add("closed_format")
    elif not found.is_sliced:
        notes.add("not_sliced")
    elif any(missing):
        notes.add("enter_by_hand", what=_UNKNOWN[missing])
    if found.scripts:
        notes.add("scripts")
