"""Read the two plain packages: UFP of Cura, SL1 of PrusaSlicer."""

from pathlib import Path

from inspector.archive import Archive
from inspector.caps import Caps
from inspector.errors import Unreadable, unsafe
from inspector.sliced.configs import scripts_in_config
from inspector.sliced.entries import head, whole
from inspector.sliced.facts import Plate, Sliced
from inspector.sliced.gcode import read_text
from inspector.sliced.scripts import shown
from inspector.sliced.words import MOST_ML, amount, cleaned, whole_seconds

UFP_GCODE = "3d/model.gcode"
SL1_SETTINGS = "prusaslicer.ini"
_PRINT = "config.ini"


def read_ufp(path: Path, caps: Caps) -> Sliced:
    """Read the G-code in a UFP; all that counts stands at its beginning."""
    with Archive(path, caps) as archive:
        if len(archive.names) > caps.zip_entries:
            raise unsafe("entries")
        if UFP_GCODE not in archive.names:
            raise Unreadable("It holds no G-code.")
        return read_text(head(archive, UFP_GCODE, caps.gcode_head_bytes))


def read_sl1(path: Path, caps: Caps) -> Sliced:
    """Read the resin and the time of an SL1; it has one picture a layer, so thousands of entries are usual."""
    with Archive(path, caps) as archive:
        if _PRINT not in archive.names:
            raise Unreadable("It does not say what it prints.")
        lines = whole(archive, _PRINT, caps).decode(errors="replace").splitlines()
        scripts = scripts_in_config(whole(archive, SL1_SETTINGS, caps))
    values = {key.strip(): value.strip() for key, _, value in (line.partition("=") for line in lines)}
    return Sliced(
        slicer=cleaned(values.get("prusaSlicerVersion", "").replace("-", " ", 1)),
        printer=cleaned(values.get("printerModel")), filament_type=cleaned(values.get("materialName")),
        plates=(Plate(None, whole_seconds(values.get("printTime"))),),
        volume_ml=amount(values.get("usedMaterial"), MOST_ML), scripts=shown(scripts),
    )  # fmt: skip
