"""Read one model part of a 3MF package: XML, streamed, never held whole."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias
from xml.parsers import expat

import numpy as np
import numpy.typing as npt

from inspector.caps import Caps
from inspector.compiled import is_warm
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
    triangles: list[npt.NDArray[np.int32]] = field(default_factory=list)
    components: list[Placed] = field(default_factory=list)


@dataclass(slots=True)
class Part:
    """A model part: its objects by id and its build plate."""

    things: dict[str, Thing] = field(default_factory=dict)
    items: list[Placed] = field(default_factory=list)


class PartReader:
    """Gather a part from its XML elements."""

    def __init__(self, parser: expat.XMLParserType, caps: Caps) -> None:
        self.part = Part()
        self._parser = parser
        self._caps = caps
        self._mm = 1.0
        self._thing = Thing("none")
        self._words: list[str] = []
        self._indices: list[str] = []
        self._component_count = self._triangle_count = self._flushed_count = 0
        self.opened_at = -1  # where the last list of points or triangles begins in the parser's text
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            _CORE + "model": self._model,
            _CORE + "object": self._object,
            _CORE + "vertices": self._open,
            _CORE + "triangles": self._open,
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

    @property
    def number_count(self) -> int:
        """Return how many numbers of points and triangles the parser has brought."""
        return self._flushed_count + len(self._words) + len(self._indices)

    def take_points(self, points: npt.NDArray[np.float64]) -> None:
        """Take points that were read past the parser, in the unit of the part; they become millimetres."""
        self._flush()
        points *= self._mm
        self._thing.points.append(points)

    def take_triangles(self, triangles: npt.NDArray[np.int32]) -> None:
        """Take triangles that were read past the parser. Raises Refused beyond the cap."""
        self._flush()
        self._add(triangles)

    def _flush(self) -> None:
        if self._words:
            self._thing.points.append(to_floats(self._words).reshape(-1, 3) * self._mm)
        if self._indices:
            self._add(_no_larger(to_ints(self._indices)).reshape(-1, 3))
        self._flushed_count += len(self._words) + len(self._indices)
        self._words.clear()
        self._indices.clear()

    def _add(self, triangles: npt.NDArray[np.int32]) -> None:
        self._triangle_count += len(triangles)
        if self._triangle_count > self._caps.triangles:
            raise too_complex(self._caps.triangles)
        self._thing.triangles.append(triangles)

    def _open(self, _attributes: dict[str, str]) -> None:
        self.opened_at = self._parser.CurrentByteIndex

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


def _no_larger(indices: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
    """Return the indices in half the space; those that no file can hold become -1, which none holds either."""
    most = np.iinfo(np.int32).max
    return np.where((indices < 0) | (indices > most), -1, indices).astype(np.int32)


def read_part(pieces: Iterable[bytes], caps: Caps) -> Part:
    """Read a model part from its XML."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.ordered_attributes = True
    reader = PartReader(parser, caps)
    if is_warm():
        from inspector.readers.runs import Runs

        pieces = Runs(reader).cut(pieces)
    parse(parser, pieces, reader.start, reader.end)
    return reader.part
