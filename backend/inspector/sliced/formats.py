"""Which files a slicer wrote, by name, and by a look inside where the name does not tell."""

from pathlib import Path

from inspector.archive import DAMAGED, Archive
from inspector.caps import CAPS
from inspector.errors import Refused
from inspector.report import SLICED_FORMATS
from inspector.sliced.threemf import is_from_slicer

_PROJECT = "gcode.3mf"


def sliced_format(path: Path, name: str) -> str | None:
    """Return the format to read the file as, one of SLICED_FORMATS, or None for a model and anything else.

    ``name`` is what people call the file. A plain ``.3mf`` is opened: one that a slicer saved is ``gcode.3mf``,
    sliced or not, and so is one that we cannot look into, as slicers forgive more. Raises OSError when such a file
    cannot be opened.
    """
    lower = name.lower()
    by_name = next((each for each in SLICED_FORMATS if lower.endswith(f".{each}")), None)
    if by_name is None and lower.endswith(".3mf"):
        return _PROJECT if _is_from_slicer(path) else None
    return by_name


def _is_from_slicer(path: Path) -> bool:
    with path.open("rb"):
        pass  # a file that cannot be opened is no answer about what it holds
    try:
        with Archive(path, CAPS) as archive:
            return is_from_slicer(archive.names)
    except (Refused, *DAMAGED):
        return True
