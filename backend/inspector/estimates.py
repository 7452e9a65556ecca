"""The estimates of a report: one for each printer, or null where a figure would be nonsense."""

from collections.abc import Sequence

from inspector.facts.surfaces import Surfaces
from inspector.known import estimates_of
from inspector.report import Printer, Report, rounded


def add_estimates(report: Report, faces: Surfaces, printers: Sequence[Printer]) -> None:
    """Fill in the areas by direction and what a print would take. Needs all other facts in the report."""
    report["side_cm2"], report["level_cm2"] = rounded(faces.side_mm2 / 100), rounded(faces.level_mm2 / 100)
    report["overhang_cm2"], report["gap_cm2"] = rounded(faces.overhang_mm2 / 100), rounded(faces.gap_mm2 / 100)
    report["estimates"] = estimates_of(report, printers)
    report["estimate"] = next(iter(report["estimates"].values()), None)
