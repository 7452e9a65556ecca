"""The facts of a sliced file. What it does not say is None, never guessed."""

from dataclasses import dataclass, field
from decimal import Decimal

from inspector.report import PlateFacts, SlicedFacts


@dataclass(frozen=True, slots=True)
class Plate:
    """One build plate: grams and whole seconds."""

    weight_g: Decimal | None = None
    time_s: int | None = None


@dataclass(frozen=True, slots=True)
class Sliced:
    """What one sliced file says.

    ``is_sliced`` is False for a project that was saved without slicing, and for a format that is closed to us.
    Weights in grams, resin in millilitres, times in whole seconds; Cura tells only the length or the volume of
    its filament. ``scripts`` would run on the computer of whoever exports from this file.
    """

    slicer: str | None = None
    printer: str | None = None
    filament_type: str | None = None
    plates: tuple[Plate, ...] = ()
    volume_ml: Decimal | None = None
    filament_mm: Decimal | None = None
    filament_mm3: Decimal | None = None
    scripts: list[str] = field(default_factory=list)
    is_sliced: bool = True

    @property
    def weight_g(self) -> float | None:
        """Return the weight of all plates; None unless each says its own."""
        weights = [plate.weight_g for plate in self.plates if plate.weight_g is not None]
        return float(sum(weights)) if weights and len(weights) == len(self.plates) else None

    @property
    def time_s(self) -> int | None:
        """Return the time of all plates; None unless each says its own."""
        times = [plate.time_s for plate in self.plates if plate.time_s is not None]
        return sum(times) if times and len(times) == len(self.plates) else None

    def report(self) -> SlicedFacts:
        """Return the facts as they stand in a report."""
        plates: list[PlateFacts] = [{"weight_g": _float(one.weight_g), "time_s": one.time_s} for one in self.plates]
        return {
            "slicer": self.slicer, "printer": self.printer, "weight_g": self.weight_g,
            "volume_ml": _float(self.volume_ml), "time_s": self.time_s, "filament_type": self.filament_type,
            "filament_mm": _float(self.filament_mm), "filament_mm3": _float(self.filament_mm3), "plates": plates,
        }  # fmt: skip


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
