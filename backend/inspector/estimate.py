"""How many grams and hours a print will roughly take, from the measures of its model."""

from dataclasses import dataclass, replace
from math import ceil

from inspector.coefficients import Coefficients, Filament, Resin
from inspector.report import Estimate

OVERHANG_MM2 = 400.0  # beyond this a slicer adds supports that count
_APPROXIMATE = 0.3  # more spread where the volume is only approximate
_LEAST_GRAMS = 0.01
_TRIAL_SPREAD = 0.1  # a slicer is exact about its own settings; those of the lab differ
_SOFT = 3.0  # layers of one part differ: some wait for the plastic to cool, some do not
_SECONDS_AN_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Model:
    """What the estimate needs of a model.

    ``is_approximate`` says that edges are open or surfaces turned, so that the volume is not quite known.
    """

    volume_mm3: float
    side_mm2: float
    level_mm2: float
    overhang_mm2: float
    height_mm: float
    is_approximate: bool = False


@dataclass(frozen=True, slots=True)
class Trial:
    """What a slicer said of a model, with settings for which ``usual`` are the coefficients."""

    grams: float
    hours: float
    usual: Filament


def estimate(model: Model, by: Coefficients) -> Estimate | None:
    """Return grams and hours with their ranges; None when the model encloses nothing that can be weighed."""
    grams = grams_of(model, by)
    if grams < _LEAST_GRAMS:
        return None
    return _ranged(model, grams, hours_of(model, grams, by), by)


def refined(model: Model, by: Coefficients, trial: Trial) -> Estimate | None:
    """Return the estimate from what a slicer said, instead of from the shape alone.

    What was learnt of the printer still tells how it differs from the slicer's settings.
    """
    usual, said = trial.usual, grams_of(model, trial.usual)
    if said < _LEAST_GRAMS or grams_of(model, by) < _LEAST_GRAMS:
        return None
    grams = trial.grams * grams_of(model, by) / said
    hours = trial.hours * hours_of(model, grams_of(model, by), by) / hours_of(model, said, usual)
    narrow = replace(
        by, grams_spread=min(by.grams_spread, _TRIAL_SPREAD), hours_spread=min(by.hours_spread, _TRIAL_SPREAD)
    )
    return _ranged(model, grams, hours, narrow)


def _ranged(model: Model, grams: float, hours: float, by: Coefficients) -> Estimate:
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
    return solid * (by.used if isinstance(by, Resin) else _filled(model, by))


def _filled(model: Model, by: Filament) -> float:
    """Return the share of the volume that is plastic: walls, shells of what walls leave, infill of what both leave."""
    walls = model.side_mm2 * by.wall_mm / model.volume_mm3
    shells = (model.level_mm2 * by.shell_mm + model.overhang_mm2 * by.hang_mm) / model.volume_mm3
    return 1 - (1 - min(1.0, walls)) * (1 - min(1.0, shells)) * (1 - min(1.0, by.infill))


def hours_of(model: Model, grams: float, by: Coefficients) -> float:
    """Return the likely print time without supports."""
    if isinstance(by, Resin):
        return by.start_hours + (model.height_mm + by.lift_mm) / by.speed_mm_h
    layers, side_cm2 = ceil(model.height_mm / by.layer_mm), model.side_mm2 / 100
    work = by.hours_per_gram * grams + by.hours_per_wall * side_cm2**0.75 * layers**0.25
    line_mm = grams / by.density_g_cm3 * 1000 / (by.line_mm * by.layer_mm)
    waiting = _blend(layers * by.least_layer_s, line_mm / by.slowest_mm_s, -_SOFT) / _SECONDS_AN_HOUR
    return by.start_hours + _blend(work, waiting, _SOFT)


def _blend(one: float, other: float, power: float) -> float:
    """Return the larger of two positive numbers, or the smaller for a negative power, rounded where they are near."""
    ahead = max(one, other) if power > 0 else min(one, other)
    if ahead <= 0:
        return 0.0
    return float(ahead * ((one / ahead) ** power + (other / ahead) ** power) ** (1 / power))


def _range(likely: float, spread: float, more: float, model: Model) -> tuple[float, float]:
    off = spread + _APPROXIMATE if model.is_approximate else spread
    return round(likely * max(0.0, 1 - off), 2), round(likely * (1 + off + more), 2)
