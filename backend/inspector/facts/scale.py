"""Whether the size makes sense: which printers take it, and was it drawn in another unit?"""

from collections.abc import Sequence

import numpy as np

from inspector.mesh import Mesh
from inspector.notes import Notes
from inspector.report import Printer, Unit

_FACTORS: dict[Unit, float] = {"inch": 25.4, "metre": 1000.0}
_PLURAL: dict[Unit, str] = {"inch": "inches", "metre": "metres"}
_UNITLESS = ("stl", "obj")  # 3MF states its unit
_SMALL_MM = 1.0
_SENSIBLE_MM = 5.0
_LARGE_MM = 1000.0  # beyond every printer, when no printers are known


def fits(mesh: Mesh, printers: Sequence[Printer]) -> dict[str, bool]:
    """Tell for each printer whether every item goes in, lying or standing along its axes."""
    sizes = [np.sort(item[1] - item[0]) for item in mesh.items]
    return {
        printer["name"]: all(bool((size <= np.sort(printer["volume_mm"])).all()) for size in sizes)
        for printer in printers
    }


def unit_suspect(file_format: str, largest_mm: float, printers: Sequence[Printer]) -> Unit | None:
    """Return the unit that the numbers were probably drawn in (or blown up by), else None.

    Rule: a largest extent below 1 mm, or beyond every printer, in a format that carries no unit.
    """
    if file_format not in _UNITLESS:
        return None
    most_mm = max((max(printer["volume_mm"]) for printer in printers), default=_LARGE_MM)
    if largest_mm < _SMALL_MM:
        made = {unit: largest_mm * factor for unit, factor in _FACTORS.items()}
    elif largest_mm > most_mm:
        made = {unit: largest_mm / factor for unit, factor in _FACTORS.items()}
    else:
        return None
    return next((unit for unit, size_mm in made.items() if _SENSIBLE_MM <= size_mm <= most_mm), None)


def note_scale(notes: Notes, mesh: Mesh, suspect: Unit | None, fitting: dict[str, bool]) -> None:
    """Say what is odd about the size."""
    size = mesh.box[1] - mesh.box[0]
    largest_mm = max(float((item[1] - item[0]).max()) for item in mesh.items)
    if size.min() == 0:
        notes.add("flat")
    if suspect is not None:
        is_small = largest_mm < _SMALL_MM
        factor = _FACTORS[suspect]
        corrected = largest_mm * factor if is_small else largest_mm / factor
        notes.add(
            "unit_small" if is_small else "unit_large",
            size=_plain(largest_mm),
            unit=_PLURAL[suspect],
            corrected=_plain(corrected),
            factor=_plain(factor),
        )
    elif largest_mm < _SENSIBLE_MM:
        notes.add("too_small", size=_plain(largest_mm))
    if fitting and not any(fitting.values()):
        notes.add("too_big", size=" x ".join(_plain(float(side)) for side in size))


def _plain(number: float) -> str:
    """Write a length with no more digits than people want to read."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"
