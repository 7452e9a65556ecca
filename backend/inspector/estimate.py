"""How many grams and hours a print will roughly take, from the measures of its model."""

from dataclasses import dataclass
from math import ceil, exp

from inspector.coefficients import Coefficients, Filament, Resin
from inspector.report import Estimate

OVERHANG_MM2 = 400.0  # beyond this a slicer adds supports that count
_APPROXIMATE = 0.3  # more spread where the volume is only approximate
_LEAST_GRAMS = 0.01


@dataclass(frozen=True, slots=True)
class Model:
    """What the estimate needs of a model; a negative volume is one whose surfaces face inwards.

    ``is_approximate`` says that edges are open or surfaces turned, so that the volume is not quite known.
    """

    volume_mm3: float
    side_mm2: float
    level_mm2: float
    overhang_mm2: float
    height_mm: float
    is_approximate: bool = False


def estimate(model: Model, by: Coefficients) -> Estimate | None:
    """Return grams and hours with their ranges; None when the model encloses nothing that can be weighed."""
    grams = grams_of(model, by)
    if grams < _LEAST_GRAMS:
        return None
    hours = hours_of(model, grams, by)
    supports = isinstance(by, Resin) or model.overhang_mm2 > OVERHANG_MM2
    more = by.supports_share if supports else 0.0
    grams_low, grams_high = _range(grams, by.grams_spread, more, model)
    hours_low, hours_high = _range(hours, by.hours_spread, more, model)
    return {
        "grams": round(grams, 2), "grams_low": grams_low, "grams_high": grams_high,
        "hours": round(hours, 2), "hours_low": hours_low, "hours_high": hours_high,
        "supports_likely": supports,
    }  # fmt: skip


def grams_of(model: Model, by: Coefficients) -> float:
    """Return the likely weight without supports; 0 when there is no volume."""
    if model.volume_mm3 <= 0:
        return 0.0
    solid = by.density_g_cm3 * model.volume_mm3 / 1000
    if isinstance(by, Resin):
        return solid
    return solid * (1 - exp(-by.filling * shell_share(model, by)))


def shell_share(model: Model, by: Filament) -> float:
    """Return the volume of walls and shells per volume of the model; above 1 for thin parts. Needs a volume."""
    return (model.side_mm2 * by.wall_mm + model.level_mm2 * by.shell_mm) / model.volume_mm3


def hours_of(model: Model, grams: float, by: Coefficients) -> float:
    """Return the likely print time without supports."""
    if isinstance(by, Resin):
        return by.start_hours + (model.height_mm + by.lift_mm) / by.speed_mm_h
    rates = by.start_hours, by.hours_per_gram, by.hours_per_cm2, by.hours_per_layer
    return sum(part * rate for part, rate in zip(time_parts(model, grams, by), rates, strict=True))


def time_parts(model: Model, grams: float, by: Filament) -> tuple[float, float, float, float]:
    """Return what the time of a filament print goes with: the start, grams, area in cm2, layers."""
    area_cm2 = (model.side_mm2 + model.level_mm2) / 100
    return 1.0, grams, area_cm2, float(ceil(model.height_mm / by.layer_mm))


def _range(likely: float, spread: float, more: float, model: Model) -> tuple[float, float]:
    off = spread + _APPROXIMATE if model.is_approximate else spread
    return round(likely * max(0.0, 1 - off), 2), round(likely * (1 + off + more), 2)
