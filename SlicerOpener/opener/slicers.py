"""The slicers that are known by name: what they open, and where each system usually has them."""

import glob
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from opener.house import House


@dataclass(frozen=True)
class Slicer:
    """A slicer as it can be started: absolute path of the program, options before the file, extensions it opens."""

    name: str
    program: Path
    options: tuple[str, ...]
    extensions: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """What is usual for a slicer. Places may hold {ProgramFiles}, {home} and a * for versions."""

    extensions: tuple[str, ...]
    places: dict[str, tuple[str, ...]]
    options: tuple[str, ...] = ()


_FLATPAK = ("/var/lib/flatpak/exports/bin", "{home}/.local/share/flatpak/exports/bin")


def _linux(command: str, image: str, *flatpaks: str) -> tuple[str, ...]:
    """List the places of a slicer on Linux: packages, flatpaks by their names, AppImages."""
    return (
        *(f"{folder}/{command}" for folder in ("/usr/bin", "/usr/local/bin", "{home}/.local/bin") if command),
        *(f"{folder}/{flatpak}" for flatpak in flatpaks for folder in _FLATPAK),
        *(f"{folder}/{image}*.AppImage" for folder in ("{home}/Applications", "/opt")),
    )


def _mac(*programs: str) -> tuple[str, ...]:
    """List the places of a slicer on macOS, as `App/program`."""
    apart = [program.split("/") for program in programs]
    return tuple(
        f"{folder}/{app}.app/Contents/MacOS/{name}"
        for app, name in apart
        for folder in ("/Applications", "/Applications/Original Prusa Drivers", "{home}/Applications")
    )


_PRUSA = {
    "Windows": ("{ProgramFiles}/Prusa3D/PrusaSlicer/prusa-slicer.exe", "{ProgramFiles}/PrusaSlicer/prusa-slicer.exe"),
    "Darwin": _mac("PrusaSlicer/PrusaSlicer"),
    "Linux": _linux("prusa-slicer", "PrusaSlicer", "com.prusa3d.PrusaSlicer"),
}

KNOWN = {
    "PrusaSlicer": Known(("stl", "obj", "3mf"), _PRUSA),
    "PrusaSlicer G-code viewer": Known(("gcode", "bgcode"), _PRUSA, ("--gcodeviewer",)),
    "OrcaSlicer": Known(
        ("stl", "obj", "3mf", "gcode"),
        {
            "Windows": ("{ProgramFiles}/OrcaSlicer/orca-slicer.exe",),
            "Darwin": _mac("OrcaSlicer/OrcaSlicer"),
            "Linux": _linux("orca-slicer", "OrcaSlicer", "com.orcaslicer.OrcaSlicer", "io.github.softfever.OrcaSlicer"),
        },
    ),
    "Bambu Studio": Known(
        ("stl", "obj", "3mf", "gcode"),
        {
            "Windows": ("{ProgramFiles}/Bambu Studio/bambu-studio.exe",),
            "Darwin": _mac("BambuStudio/BambuStudio"),
            "Linux": _linux("bambu-studio", "Bambu*Studio", "com.bambulab.BambuStudio"),
        },
    ),
    "Cura": Known(
        ("stl", "obj", "3mf", "gcode", "ufp"),
        {
            "Windows": (
                "{ProgramFiles}/UltiMaker Cura*/UltiMaker-Cura.exe",
                "{ProgramFiles}/Ultimaker Cura*/Ultimaker-Cura.exe",
                "{ProgramFiles}/Ultimaker Cura*/Cura.exe",
            ),
            "Darwin": _mac("UltiMaker Cura/UltiMaker-Cura", "Ultimaker Cura/Ultimaker-Cura", "Ultimaker Cura/cura"),
            "Linux": _linux("cura", "*[Cc]ura", "com.ultimaker.cura"),
        },
    ),
    "PreForm": Known(
        ("stl", "obj", "3mf", "form"),
        {
            "Windows": ("{ProgramFiles}/Formlabs/PreForm/PreForm.exe", "{ProgramFiles}/PreForm*/PreForm.exe"),
            "Darwin": _mac("PreForm/PreForm"),
            "Linux": (),
        },
    ),
}


def find(name: str, house: House) -> Path | None:
    """Return where a known slicer is installed, the newest version first; None when it is not."""
    return next((place for pattern in KNOWN[name].places[house.system] for place in _matches(pattern, house)), None)


def installed(house: House) -> tuple[Slicer, ...]:
    """Return every known slicer that is installed here."""
    found = ((name, known, find(name, house)) for name, known in KNOWN.items())
    return tuple(Slicer(name, place, known.options, known.extensions) for name, known, place in found if place)


def _matches(pattern: str, house: House) -> Iterator[Path]:
    programs = house.environment.get("ProgramFiles", "C:/Program Files")
    filled = pattern.format(ProgramFiles=glob.escape(programs), home=glob.escape(str(house.home)))
    for place in sorted(glob.glob(filled), key=_version, reverse=True):  # noqa: PTH207 - Path.glob needs a folder first
        if Path(place).is_file():
            yield Path(place)


def _version(place: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", place)]
