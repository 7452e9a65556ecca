"""What PrusaSlicer is told: one of our own short profiles and the room that the printer has."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from inspector.report import Profile

PROFILES: tuple[Profile, ...] = get_args(Profile)

_FOLDER = Path(__file__).parent / "profiles"
GCODE = "model.gcode"


@dataclass(frozen=True, slots=True)
class Machine:
    """A printer as the slicer needs it: how it prints and its build volume."""

    profile: Profile
    volume_mm: Sequence[float]


def profile_path(profile: Profile) -> Path:
    """Return where the settings of a profile lie."""
    return _FOLDER / f"{profile}.ini"


def command(slicer: str, model: Path, out: Path, machine: Machine) -> list[str]:
    """Return the command that slices ``model`` in the middle of the bed; the G-code is ``GCODE`` in ``out``."""
    x, y, z = (f"{side:g}" for side in machine.volume_mm)
    bed = f"0x0,{x}x0,{x}x{y},0x{y}"
    return [
        slicer, "--export-gcode", "--loglevel", "0", "--datadir", str(out / "slicer"),
        "--load", str(profile_path(machine.profile)), "--bed-shape", bed, "--max-print-height", z,
        "--output", str(out / GCODE), str(model),
    ]  # fmt: skip
