"""What turns the measures of a model into grams and hours, per way of printing.

The weight of filament follows ``density x V x (1 - exp(-k x s / V))``, where s is the volume of walls and shells.
Against a slicer's results for 120 real parts (0.2 mm layers, 15 % infill, no supports) k came out as 1.7-1.85 with a
Prusa MK4S's profile and 2.0 with an MK3S's, and 98 and 97 % of the parts were within 20 %. Walls and shells are those
of such a profile: two perimeters, some four layers at the bottom, five on top. The times are first values, set by hand
for a machine as fast as the MK4S and for a Form 3 and not fitted to measurements, hence their wide spreads.
``inspector.fit`` replaces k and the times by what a lab's own jobs say.
"""

from dataclasses import dataclass, fields, replace
from math import isfinite
from typing import TypeVar

from inspector.report import Printer


@dataclass(frozen=True, slots=True)
class Filament:
    """A filament printer. Spreads are the shares by which an estimate may be off either way."""

    density_g_cm3: float = 1.24  # PLA
    wall_mm: float = 0.86
    shell_mm: float = 0.9
    filling: float = 1.8  # the k above
    layer_mm: float = 0.2
    start_hours: float = 0.1
    hours_per_gram: float = 0.022
    hours_per_cm2: float = 0.0017
    hours_per_layer: float = 0.0007
    supports_share: float = 0.37  # what supports added to nine of ten of those parts, at most
    grams_spread: float = 0.2
    hours_spread: float = 0.35


@dataclass(frozen=True, slots=True)
class Resin:
    """A resin printer: models are printed solid, lifted on supports, and the time goes with the height alone."""

    density_g_cm3: float = 1.11
    start_hours: float = 0.25
    speed_mm_h: float = 15.0
    lift_mm: float = 5.0
    supports_share: float = 0.3
    grams_spread: float = 0.1
    hours_spread: float = 0.4


Coefficients = Filament | Resin
_Kind = TypeVar("_Kind", Filament, Resin)
_NEVER_ZERO = ("density_g_cm3", "filling", "layer_mm", "speed_mm_h")


def coefficients_of(printer: Printer) -> Coefficients:
    """Return the coefficients of a printer: the usual ones of its process but for those that it brings.

    Raises ValueError, saying which, for a coefficient that makes no sense.
    """
    own = dict(printer.get("coefficients", {}))
    return _with(Resin(), own) if printer.get("process") == "resin" else _with(Filament(), own)


def _with(usual: _Kind, own: dict[str, float]) -> _Kind:
    unknown = own.keys() - {field.name for field in fields(usual)}
    if unknown:
        raise ValueError(f"no coefficient is called {', '.join(sorted(unknown))}")
    for name, value in own.items():
        if not isfinite(value) or value < 0 or (value == 0 and name in _NEVER_ZERO):
            raise ValueError(f"{name} cannot be {value}")
    return replace(usual, **own)
