"""Estimates from what a report says of a model: nothing has to be read again when the coefficients change."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from inspector.coefficients import Filament, coefficients_of, profile_of
from inspector.estimate import Model, Trial, estimate, refined
from inspector.report import Estimate, Printer, Profile

_MOST_MISSING = 0.25  # of the area: beyond, the volume inside is anybody's guess
_FACTS = ("volume_cm3", "side_cm2", "level_cm2", "overhang_cm2", "size_mm")
_CM2, _CM3 = 100.0, 1000.0  # in mm2, in mm3


def estimates_of(
    report: Mapping[str, Any], printers: Sequence[Printer], trials: Mapping[Profile, Trial] = MappingProxyType({})
) -> dict[str, Estimate | None]:
    """Return what a print would take on each printer; None where a figure would be nonsense.

    ``trials`` are what a slicer said with the profiles of filament printers, as far as it was asked.
    """
    model, fits = model_of(report), report.get("fits") or {}
    return {
        printer["name"]: _estimated(model, printer, trials) if model and fits.get(printer["name"]) else None
        for printer in printers
    }


def _estimated(model: Model, printer: Printer, trials: Mapping[Profile, Trial]) -> Estimate | None:
    by, trial = coefficients_of(printer), trials.get(profile_of(printer))
    return refined(model, by, trial) if trial and isinstance(by, Filament) else estimate(model, by)


def model_of(report: Mapping[str, Any]) -> Model | None:
    """Return the measures that an estimate needs.

    None for a model whose scale or volume is in doubt, and for a report that lacks some, as the first ones did.
    """
    if any(report.get(name) is None for name in _FACTS) or report.get("unit_suspect") or _gapes(report):
        return None
    return Model(
        volume_mm3=report["volume_cm3"] * _CM3,
        side_mm2=report["side_cm2"] * _CM2,
        level_mm2=report["level_cm2"] * _CM2,
        overhang_mm2=report["overhang_cm2"] * _CM2,
        height_mm=report["size_mm"][2],
        is_approximate=bool(report.get("open_edges") or report.get("turned_edges")),
    )


def _gapes(report: Mapping[str, Any]) -> bool:
    """Tell whether too much of the surface is missing; where that was not measured, whether any is."""
    gap_cm2 = report.get("gap_cm2")
    if gap_cm2 is None:
        return bool(report.get("open_edges"))
    return bool(gap_cm2 > _MOST_MISSING * (report["side_cm2"] + report["level_cm2"]))
