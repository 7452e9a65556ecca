"""Look for PrusaSlicer, which sharpens estimates where it is installed."""

import shutil
from collections.abc import Mapping

from labtool.findings import Finding


def slicer(settings: Mapping[str, str]) -> Finding:
    """Whether trial slices are made; doing without them is well too."""
    found = shutil.which(settings.get("PRUSA_SLICER", "prusa-slicer"))
    if found is None:
        return Finding("Estimates come from a model's shape; the system's package prusa-slicer would sharpen them.")
    return Finding(f"Trial slices by {found} sharpen the estimates in the background.")
