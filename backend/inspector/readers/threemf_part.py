"""Read one model part of a 3MF package: XML, streamed, never held whole."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias
from xml.parsers import expat

import numpy as np
import numpy.typing as npt

from inspector.caps import Caps
from inspector.errors import Unreadable, too_complex, unsafe
from inspector.readers.numbers import to_floats, to_ints
from inspector.xml import parse

Transform: TypeAlias = npt.NDArray[np.float64]  # (4, 3): turns and scales, then shifts, rows as points

_CORE = "http://schemas.microsoft.com/3dmanufacturing/core/2015/02 "
_PATH = "http://schemas.microsoft.com/3dmanufacturing/production/2015/06 path"
_MM = {"micron": 0.001, "millimeter": 1.0, "centimeter": 10.0, "inch": 25.4, "foot": 304.8, "meter": 1000.0}
_FLUSH_AT = 3 * 65_536
_VERTEX, _TRIANGLE = _CORE + "vertex", _CORE + "triangle"


@dataclass(frozen=True, slots=True)
class Placed:
    """An object set somewhere: a component of another object, or an item on the build plate."""

    path: str | None  # None: the part that says so
    object_id: str
    transform: Transform


@dataclass(slots=True)
class Thing:
    """An object of a model part: a mesh in mm, or components."""

    kind: str
    points: list[npt.NDArray[np.float64]] = field(default_factory=list)
    triangles: list[npt.NDArray[np.int64]] = field(default_factory=list)
    components: list[Placed] = field(default_factory=list)


@dataclass(slots=True)
class Part:
    """A model part: its objects by id and its build plate."""

    things: dict[str, Thing] = field(default_factory=dict)
    items: list[Placed] = field(default_factory=list)


class PartReader:
    """Gather a part from its XML elements."""

    def __init__(self, caps: Caps) -> None:
        self.part = Part()
        self._caps = caps
        self._mm = 1.0
        self._thing = Thing("none")
        self._words: list[str] = []
        self._indices: list[str] = []
        self._component_count = self._triangle_count = 0
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            _CORE + "model": self._model,
            _CORE + "object": self._object,
            _CORE + "component": self._component,
            _CORE + "item": self._item,
        }

    def start(self, name: str, attributes: list[str]) -> None:
        """Take the start of an element; attributes are names and values in turn."""
        if name == _VERTEX:
            self._words += _three(attributes, ("x", "y", "z"))
            if len(self._words) >= _FLUSH_AT:
                self._flush()
        elif name == _TRIANGLE:
            self._indices += _three(attributes, ("v1", "v2", "v3"))
            if len(self._indices) >= _FLUSH_AT:
                self._flush()
        elif name in self._starts:
            self._starts[name](dict(zip(attributes[::2], attributes[1::2], strict=True)))

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == _CORE + "mesh":
            self._flush()

    def _flush(self) -> None:
        self._triangle_count += len(self._indices) // 3
        if self._triangle_count > self._caps.triangles:
            raise too_complex(self._caps.triangles)
        self._thing.points.append(to_floats(self._words).reshape(-1, 3) * self._mm)
        self._thing.triangles.append(to_ints(self._indices).reshape(-1, 3))
        self._words.clear()
        self._indices.clear()

    def _model(self, attributes: dict[str, str]) -> None:
        unit = attributes.get("unit", "millimeter")
        if unit not in _MM:
            raise Unreadable("It is drawn in a unit that 3MF does not know.")
        self._mm = _MM[unit]

    def _object(self, attributes: dict[str, str]) -> None:
        self._thing = Thing(attributes.get("type", "model"))
        self.part.things[attributes.get("id", "")] = self._thing
        if len(self.part.things) > self._caps.objects:
            raise unsafe("instances")

    def _component(self, attributes: dict[str, str]) -> None:
        self._component_count += 1
        if self._component_count > self._caps.components:
            raise unsafe("instances")
        self._thing.components.append(self._placed(attributes))

    def _item(self, attributes: dict[str, str]) -> None:
        if len(self.part.items) >= self._caps.instances:
            raise unsafe("instances")
        if attributes.get("printable") != "0":
            self.part.items.append(self._placed(attributes))

    def _placed(self, attributes: dict[str, str]) -> Placed:
        words = attributes.get("transform", "1 0 0 0 1 0 0 0 1 0 0 0").split()
        if len(words) != 12:
            raise Unreadable("One of its parts has no proper place.")
        transform = to_floats(words).reshape(4, 3)
        transform[3] *= self._mm
        return Placed(attributes.get(_PATH), attributes.get("objectid", ""), transform)


def _three(attributes: list[str], names: tuple[str, str, str]) -> tuple[str, str, str]:
    """Return three attributes; they nearly always come first and in order."""
    if tuple(attributes[:6:2]) == names:
        return attributes[1], attributes[3], attributes[5]
    found = dict(zip(attributes[::2], attributes[1::2], strict=True))
    try:
        return found[names[0]], found[names[1]], found[names[2]]
    except KeyError:
        raise Unreadable("Some of its points or triangles are incomplete.") from None


def read_part(pieces: Iterable[bytes], caps: Caps) -> Part:
    """Read a model part from its XML."""
    reader = PartReader(caps)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.ordered_attributes = True
    parse(parser, pieces, reader.start, reader.end)
    return reader.part
