"""Read a 3MF that a slicer saved: sliced plates of Bambu Studio and Orca, or a project without any."""

import re
from pathlib import Path

from inspector.archive import DAMAGED, Archive
from inspector.caps import Caps
from inspector.errors import Stop, Unreadable, unsafe
from inspector.sliced.configs import scripts_in_config
from inspector.sliced.entries import each_whole, head, pieces, whole
from inspector.sliced.facts import Plate, Sliced
from inspector.sliced.json_settings import settings_in
from inspector.sliced.plates import PlateReader, read_plates
from inspector.sliced.scripts import shown
from inspector.sliced.words import cleaned, types_used

PLATES = "metadata/slice_info.config"
_PROJECT = "metadata/project_settings.config"
_MODEL = "3d/3dmodel.model"
_MODEL_BYTES = 64 * 1024
_WRITTEN_BY = re.compile(rb'<metadata name="Application">([^<]{1,200})</metadata>')
_MOST_SETTINGS = 200


def is_from_slicer(names: list[str]) -> bool:
    """Tell whether a 3MF with these entries comes from a slicer, and not from a program that draws."""
    return any(is_config(name) or name.endswith(".gcode") for name in names)


def is_config(name: str) -> bool:
    """Tell whether an entry of this name may hold a slicer's settings."""
    return name.endswith(".config")


def read_threemf(path: Path, caps: Caps) -> Sliced:
    """Read what the slicer says, and all scripts that its settings hold."""
    with Archive(path, caps) as archive:
        if len(archive.names) > caps.zip_entries:
            raise unsafe("entries")
        found = read_plates(pieces(archive, PLATES, caps), caps) if PLATES in archive.names else PlateReader(caps)
        has_gcode = any(name.endswith(".gcode") for name in archive.names)
        return Sliced(
            slicer=_slicer(archive), printer=cleaned(_printer(archive, caps) or found.printer),
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
    """Return the scripts in the settings of a slicer's 3MF, whichever of its entries holds them."""
    entries = [entry for name, entry in archive.entries if is_config(name)]
    if len(entries) > _MOST_SETTINGS:
        raise Unreadable("It holds more settings than any slicer writes.")
    return shown(script for entry in entries for script in scripts_in_config(each_whole(archive, entry, caps)))


def _slicer(archive: Archive) -> str | None:
    found = _WRITTEN_BY.search(head(archive, _MODEL, _MODEL_BYTES))
    return cleaned(found[1].decode(errors="replace").replace("-", " ", 1)) if found else None


def _printer(archive: Archive, caps: Caps) -> str | None:
    said = settings_in(whole(archive, _PROJECT, caps).decode(errors="replace"))
    return next((each.value for each in said if each.key == "printer_model" and isinstance(each.value, str)), None)
