"""What turns the measures of a model into grams and hours, per way of printing.

Filament: walls, shells and the layers over air are as thick as ``wall_mm``, ``shell_mm`` and ``hang_mm`` say, what is
left inside is filled to ``infill``, and nothing is more than solid. A print takes its grams and its walls, but no layer
less than ``least_layer_s``, unless the nozzle would go slower than ``slowest_mm_s`` for it. The first values come from
PrusaSlicer, of real parts at 0.2 mm layers and 15 % infill without supports, with the settings of ``slicing/profiles``;
``python -m bench.estimate`` says how near they come. Those of resin are set by hand for a Form 3. ``inspector.fit``
replaces them by what a lab's own jobs say.
"""

from dataclasses import dataclass, fields, replace
from math import isfinite
from typing import TypeVar

from inspector.report import Printer, Profile


@dataclass(frozen=True, slots=True)
class Filament:
    """A filament printer. Spreads are the shares by which an estimate may be off either way."""

    density_g_cm3: float = 1.24  # PLA
    infill: float = 0.143
    wall_mm: float = 1.0
    shell_mm: float = 0.97
    hang_mm: float = 0.41  # over air, beyond the shell
    layer_mm: float = 0.2
    line_mm: float = 0.45
    start_hours: float = 0.001
    hours_per_gram: float = 0.0218
    hours_per_wall: float = 0.004  # of side area in cm2 ^ 3/4 x layers ^ 1/4: short walls are slow
    least_layer_s: float = 8.4
    slowest_mm_s: float = 15.0
    supports_share: float = 0.37  # what supports added to nine of ten of those parts, at most
    grams_spread: float = 0.11
    hours_spread: float = 0.26


@dataclass(frozen=True, slots=True)
class Resin:
    """A resin printer: models are printed solid, lifted on supports, and the time goes with the height alone.

    ``used`` is the resin per volume of the model; supports make it more than 1, hollow models less.
    """

    density_g_cm3: float = 1.11
    used: float = 1.0
    start_hours: float = 0.25
    speed_mm_h: float = 15.0
    lift_mm: float = 5.0
    supports_share: float = 0.3
    grams_spread: float = 0.1
    hours_spread: float = 0.4


Coefficients = Filament | Resin
_CLASSIC = Filament(
    infill=0.14, wall_mm=1.03, shell_mm=1.07, hang_mm=0.39, hours_per_gram=0.0686, hours_per_wall=0.005,
    least_layer_s=14.8, grams_spread=0.12, hours_spread=0.2,
)  # fmt: skip
USUAL: dict[Profile, Filament] = {"fast": Filament(), "classic": _CLASSIC}
_Kind = TypeVar("_Kind", Filament, Resin)
_NEVER_ZERO = ("density_g_cm3", "used", "layer_mm", "line_mm", "slowest_mm_s", "speed_mm_h")


def coefficients_of(printer: Printer) -> Coefficients:
    """Return the coefficients of a printer: the usual ones of its process but for those that it brings.

    Raises ValueError, saying which, for a coefficient that makes no sense.
    """
    own = dict(printer.get("coefficients", {}))
    if printer.get("process") == "resin":
        return _with(Resin(), own)
    return _with(USUAL[profile_of(printer)], own)


def profile_of(printer: Printer) -> Profile:
    """Return which of our slicer's profiles a filament printer prints like."""
    return printer.get("profile", "fast")


def _with(usual: _Kind, own: dict[str, float]) -> _Kind:
    unknown = own.keys() - {field.name for field in fields(usual)}
    if unknown:
        raise ValueError(f"no coefficient is called {', '.join(sorted(unknown))}")
    for name, value in own.items():
        if not isfinite(value) or value < 0 or (value == 0 and name in _NEVER_ZERO):
            raise ValueError(f"{name} cannot be {value}")
    return replace(usual, **own)
