"""Read a 3MF that a slicer saved: sliced plates of Bambu Studio and Orca, or a project without any."""

import json
import re
from pathlib import Path

from inspector.archive import DAMAGED, Archive
from inspector.caps import Caps
from inspector.errors import Stop, unsafe
from inspector.sliced.entries import head, pieces, whole
from inspector.sliced.facts import Plate, Sliced
from inspector.sliced.plates import PlateReader, read_plates
from inspector.sliced.scripts import KEY as SCRIPTS
from inspector.sliced.scripts import shown, written_in_line
from inspector.sliced.settings import in_gcode
from inspector.sliced.words import cleaned, types_used

PLATES = "metadata/slice_info.config"
_PROJECT = "metadata/project_settings.config"
_SETTINGS = re.compile(r"metadata/(?:project|process)_settings(?:_\d{1,4})?\.config", re.ASCII)
_SLIC3R = re.compile(r"metadata/(?:slic3r|superslicer)[a-z0-9_]{0,20}\.config", re.ASCII)
_MODEL = "3d/3dmodel.model"
_MODEL_BYTES = 64 * 1024
_WRITTEN_BY = re.compile(rb'<metadata name="Application">([^<]{1,200})</metadata>')
_MOST_SETTINGS = 20


def is_from_slicer(names: list[str]) -> bool:
    """Tell whether a 3MF with these entries comes from a slicer, and not from a program that draws."""
    return any(
        name in (PLATES, _PROJECT) or _SLIC3R.fullmatch(name) or name.endswith(".gcode") for name in names
    )  # fmt: skip


def read_threemf(path: Path, caps: Caps) -> Sliced:
    """Read what the slicer says, and all scripts that its settings hold."""
    with Archive(path, caps) as archive:
        if len(archive.names) > caps.zip_entries:
            raise unsafe("entries")
        found = read_plates(pieces(archive, PLATES, caps), caps) if PLATES in archive.names else PlateReader(caps)
        has_gcode = any(name.endswith(".gcode") for name in archive.names)
        printer = _text(_json(archive, _PROJECT, caps).get("printer_model"))
        return Sliced(
            slicer=_slicer(archive), printer=cleaned(printer or found.printer),
            filament_type=types_used(found.types, ()), plates=found.plates or (Plate(),),
            scripts=scripts_in(archive, caps), is_sliced=bool(found.plates) or has_gcode,
        )  # fmt: skip


def scripts_of(path: Path, caps: Caps) -> list[str]:
    """Return the scripts that the settings in a 3MF model hold; none where they cannot be read."""
    try:
        with Archive(path, caps) as archive:
            return scripts_in(archive, caps)
    except (Stop, *DAMAGED):
        return []


def scripts_in(archive: Archive, caps: Caps) -> list[str]:
    """Return the scripts in the settings of a slicer's 3MF."""
    scripts: list[str] = []
    for name in [name for name in archive.names if _SETTINGS.fullmatch(name)][:_MOST_SETTINGS]:
        said = _json(archive, name, caps).get(SCRIPTS)
        scripts += [_text(one) for one in said] if isinstance(said, list) else [_text(said)]
    for name in [name for name in archive.names if _SLIC3R.fullmatch(name)][:_MOST_SETTINGS]:
        for key, value in in_gcode(whole(archive, name, caps)):
            scripts += written_in_line(value) if key == SCRIPTS else []
    return shown(scripts)


def _slicer(archive: Archive) -> str | None:
    found = _WRITTEN_BY.search(head(archive, _MODEL, _MODEL_BYTES))
    return cleaned(found[1].decode(errors="replace").replace("-", " ", 1)) if found else None


def _json(archive: Archive, name: str, caps: Caps) -> dict[str, object]:
    found = json.loads(whole(archive, name, caps) or b"{}")
    return found if isinstance(found, dict) else {}


def _text(found: object) -> str:
    return found if isinstance(found, str) else ""
