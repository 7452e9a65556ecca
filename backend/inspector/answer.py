"""What a child answers. It has read a stranger's file, so nothing is taken on trust."""

import json
import math
from typing import cast

from inspector.report import COPY, PREVIEW, THUMBNAIL, Report, SlicedFacts

_TEXTS = ("slicer", "printer", "filament_type")
_NUMBERS = ("weight_g", "volume_ml", "time_s", "filament_mm", "filament_mm3")
_PLATE_NUMBERS = ("weight_g", "time_s")


def checked(written: bytes) -> Report | None:
    """Return the child's report if it is one, else None. The files that it speaks of bear our names."""
    try:
        report = json.loads(written)
    except (ValueError, RecursionError):
        return None
    if not isinstance(report, dict) or not {"format", "thumbnail", "refused"} <= report.keys():
        return None
    if not (_are_warnings(report.get("warnings")) and _are_texts(report.get("scripts", []))):
        return None
    if not _is_sliced(report.get("sliced")):
        return None
    for made, name in (("thumbnail", THUMBNAIL), ("preview", PREVIEW)):
        report[made] = name if report.get(made) is not None else None
    if report.get("copy") is not None:
        report["copy"] = COPY
    return cast(Report, report)


def _are_warnings(found: object) -> bool:
    return isinstance(found, list) and all(
        isinstance(one, dict) and all(isinstance(one.get(name), str) for name in ("code", "text", "severity"))
        for one in found
    )


def _are_texts(found: object) -> bool:
    return isinstance(found, list) and all(isinstance(one, str) for one in found)


def _is_sliced(found: object) -> bool:
    if found is None:
        return True
    if not isinstance(found, dict) or found.keys() != SlicedFacts.__annotations__.keys():
        return False
    plates = found["plates"]
    return (
        all(found[name] is None or isinstance(found[name], str) for name in _TEXTS)
        and all(_is_amount(found[name]) for name in _NUMBERS)
        and isinstance(plates, list)
        and all(isinstance(one, dict) and all(_is_amount(one.get(name)) for name in _PLATE_NUMBERS) for one in plates)
    )


def _is_amount(found: object) -> bool:
    """Tell whether this is nothing, or a number above 0 that is neither infinite nor NaN."""
    return found is None or (type(found) in (int, float) and 0 < cast(float, found) < math.inf)
