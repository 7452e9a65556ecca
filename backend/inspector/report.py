"""The shape of the answer: names are fixed, more may be added later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NotRequired, TypedDict

Severity = Literal["info", "warning", "danger"]
Unit = Literal["inch", "metre"]
Process = Literal["filament", "resin"]
Profile = Literal["fast", "classic"]

THUMBNAIL = "thumbnail.png"
PREVIEW = "preview.mesh"
COPY = "without-scripts"
FORMATS = ("stl", "obj", "3mf")
SLICED_FORMATS = ("gcode", "bgcode", "gcode.3mf", "ufp", "sl1", "sl1s", "form")


class Warned(TypedDict):
    """One plain sentence or two for people, with a code for programs."""

    code: str
    text: str
    severity: Severity


class RefusedEntry(TypedDict):
    """Why the file was not read on purpose."""

    code: str
    text: str


class Printer(TypedDict):
    """A printer that the part may go on; build volume in mm.

    ``process`` is filament unless it is said, ``profile`` of a filament printer fast. ``coefficients`` are those of
    ``inspector.coefficients`` that are not the usual ones, by name: ``{"density_g_cm3": 1.27}``.
    """

    name: str
    volume_mm: Sequence[float]
    process: NotRequired[Process]
    profile: NotRequired[Profile]
    coefficients: NotRequired[Mapping[str, float]]


class Estimate(TypedDict):
    """What a print will roughly take, between what it may take: grams of material and hours on the machine."""

    grams: float
    grams_low: float
    grams_high: float
    hours: float
    hours_low: float
    hours_high: float
    supports_likely: bool


class PlateFacts(TypedDict):
    """One build plate of a sliced file."""

    weight_g: float | None
    time_s: int | None


class SlicedFacts(TypedDict):
    """What the slicer says in a sliced file; None is what it does not say, never a guess.

    ``volume_ml`` is resin. Cura says ``filament_mm`` or ``filament_mm3`` in place of grams.
    """

    slicer: str | None
    printer: str | None
    weight_g: float | None
    volume_ml: float | None
    time_s: int | None
    filament_type: str | None
    filament_mm: float | None
    filament_mm3: float | None
    plates: list[PlateFacts]


class Report(TypedDict):
    """What is known about a file.

    ``warnings`` is the complete list to show to people. ``refused`` says in addition that the file
    was not read on purpose; its text stands among the warnings too. A fact that was not found out
    is left out. ``estimates`` has one for each printer, null where nothing sensible can be said;
    ``estimate`` is that of the first.
    """

    format: str
    size_mm: NotRequired[list[float]]
    triangles: NotRequired[int]
    volume_cm3: NotRequired[float]
    area_cm2: NotRequired[float]
    bodies: NotRequired[int]
    open_edges: NotRequired[int]
    nonmanifold_edges: NotRequired[int]
    turned_edges: NotRequired[int]
    degenerate_faces: NotRequired[int]
    side_cm2: NotRequired[float]
    level_cm2: NotRequired[float]
    overhang_cm2: NotRequired[float]
    thin_cm2: NotRequired[float]
    thinnest_mm: NotRequired[float | None]
    gap_cm2: NotRequired[float]
    unit_suspect: NotRequired[Unit | None]
    fits: NotRequired[dict[str, bool]]
    scripts: NotRequired[list[str]]
    sliced: NotRequired[SlicedFacts | None]
    estimate: NotRequired[Estimate | None]
    estimates: NotRequired[dict[str, Estimate | None]]
    warnings: list[Warned]
    thumbnail: str | None
    preview: NotRequired[str | None]
    copy: NotRequired[str | None]
    has_picture: NotRequired[bool]
    refused: RefusedEntry | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Say why a file is not taken, in a code for programs and a text for people."""

    code: str
    text: str


def rounded(number: float) -> float:
    """Keep six digits: more is not measured."""
    return float(f"{number:.6g}")
