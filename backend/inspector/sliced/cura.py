"""The header that Cura writes: time, and the length or the volume of the filament, but no grams."""

import re
from decimal import Decimal

from inspector.sliced.facts import Plate, Sliced
from inspector.sliced.words import MOST_MM, MOST_MM3, cleaned, total, whole_seconds

_MARK = re.compile(rb"\n;(?:FLAVOR:|Generated with Cura)")
_MARK_WITHIN = 64 * 1024
_LINE = re.compile(
    rb"\n;(TIME|PRINT\.TIME|Filament used|MATERIAL2?|TARGET_MACHINE\.NAME|GENERATOR\.NAME|GENERATOR\.VERSION|"
    rb"Generated with|EXTRUDER_TRAIN\.\d{1,2}\.MATERIAL\.VOLUME_USED)[: ]([^\n]{0,1000})"
)
_UNKNOWN = "6666"  # stands in the header until the real number is known
_ELAPSED = b"\n;TIME_ELAPSED:"  # behind each layer; the last one is the time of the print
_ELAPSED_BYTES = 40
_ENGINE, _NAME = "Cura_SteamEngine", "Cura"


def is_cura(head: bytes) -> bool:
    """Tell whether the G-code begins like Cura's."""
    return _MARK.search(b"\n" + head[:_MARK_WITHIN]) is not None


def read_cura(head: bytes, tail: bytes = b"") -> Sliced:
    """Read the header, in the style of Marlin or of Griffin; a time that is missing there stands at the end."""
    values: dict[str, str] = {}
    for key, value in _LINE.findall(b"\n" + head):
        values.setdefault(key.decode(), value.decode(errors="replace").strip())
    said = values.get("PRINT.TIME") or values.get("TIME")
    time = _elapsed(tail) if said in (None, _UNKNOWN) else said
    length_mm, volume_mm3 = _filament(values)
    return Sliced(
        slicer=_slicer(values), printer=cleaned(values.get("TARGET_MACHINE.NAME")),
        plates=(Plate(None, whole_seconds(time)),),
        filament_mm=length_mm, filament_mm3=volume_mm3,
    )  # fmt: skip


def _elapsed(tail: bytes) -> str | None:
    at = tail.rfind(_ELAPSED)
    line = tail[at + len(_ELAPSED) :][:_ELAPSED_BYTES].partition(b"\n")[0]
    return line.decode(errors="replace").strip() if at >= 0 else None


def _slicer(values: dict[str, str]) -> str | None:
    generator = f"{values.get('GENERATOR.NAME', '')} {values.get('GENERATOR.VERSION', '')}"
    said = values.get("Generated with") or generator
    return cleaned(said.replace(_ENGINE, _NAME))


def _filament(values: dict[str, str]) -> tuple[Decimal | None, Decimal | None]:
    """Return the length in mm and the volume in mm3 of all extruders; at most one of them is said."""
    used = [word.strip() for word in values.get("Filament used", "").split(",")]
    if all(word.endswith("mm3") for word in used):
        return None, total([word.removesuffix("mm3") for word in used], MOST_MM3)
    if all(word.endswith("m") for word in used):
        metres = total([word.removesuffix("m") for word in used], MOST_MM // 1000)
        return None if metres is None else metres * 1000, None
    volumes = [value for key, value in values.items() if key.endswith("VOLUME_USED") or key.startswith("MATERIAL")]
    return None, None if _UNKNOWN in volumes else total(volumes, MOST_MM3)
