"""The shape of the answer: names are fixed, more may be added later."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NotRequired, TypedDict

Severity = Literal["info", "warning", "danger"]
Unit = Literal["inch", "metre"]

THUMBNAIL = "thumbnail.png"
FORMATS = ("stl", "obj", "3mf")


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
    """A printer that the part may go on; build volume in mm."""

    name: str
    volume_mm: Sequence[float]


class Report(TypedDict):
    """What is known about a file.

    ``warnings`` is the complete list to show to people. ``refused`` says in addition that the file
    was not read on purpose; its text stands among the warnings too. A fact that was not found out
    is left out.
    """

    format: str
    size_mm: NotRequired[list[float]]
    triangles: NotRequired[int]
    volume_cm3: NotRequired[float]
    area_cm2: NotRequired[float]
    bodies: NotRequired[int]
    open_edges: NotRequired[int]
    nonmanifold_edges: NotRequired[int]
    unit_suspect: NotRequired[Unit | None]
    fits: NotRequired[dict[str, bool]]
    warnings: list[Warned]
    thumbnail: str | None
    refused: RefusedEntry | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Say why a file is not taken, in a code for programs and a text for people."""

    code: str
    text: str
