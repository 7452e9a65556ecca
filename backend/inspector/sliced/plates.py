"""The plates of a 3MF from Bambu Studio or Orca: ``Metadata/slice_info.config``."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

from inspector.caps import Caps
from inspector.errors import Unreadable
from inspector.sliced.facts import Plate
from inspector.sliced.words import MOST_G, amount, total, whole_seconds
from inspector.xml import parse

_MOST_FILAMENTS = 1_000


@dataclass(slots=True)
class _Said:
    """What is said of one plate, word for word."""

    values: dict[str, str] = field(default_factory=dict)
    used_g: list[str] = field(default_factory=list)

    def plate(self) -> Plate:
        weight = self.values.get("weight")
        weight_g = total(self.used_g, MOST_G) if weight is None else amount(weight, MOST_G)
        return Plate(weight_g, whole_seconds(self.values.get("prediction")))


class PlateReader:
    """Gather the plates from their XML elements."""

    def __init__(self, caps: Caps) -> None:
        self._caps = caps
        self._said: list[_Said] = []
        self._is_inside = False
        self.types: list[str] = []

    @property
    def plates(self) -> tuple[Plate, ...]:
        """Return the plates in their order."""
        return tuple(said.plate() for said in self._said)

    @property
    def printer(self) -> str | None:
        """Return the short name of the printer that the first plate is sliced for."""
        return self._said[0].values.get("printer_model_id") if self._said else None

    def start(self, name: str, attributes: list[str]) -> None:
        """Take the start of an element; attributes are names and values in turn."""
        found = dict(zip(attributes[::2], attributes[1::2], strict=True))
        if name == "plate":
            if len(self._said) >= self._caps.plates:
                raise Unreadable("It holds more plates than any slicer writes.")
            self._said.append(_Said())
            self._is_inside = True
        elif self._is_inside and name == "metadata":
            self._said[-1].values[found.get("key", "")] = found.get("value", "")
        elif self._is_inside and name == "filament" and len(self.types) < _MOST_FILAMENTS:
            self._said[-1].used_g.append(found.get("used_g", ""))
            self.types.append(found.get("type", ""))

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "plate":
            self._is_inside = False


def read_plates(pieces: Iterable[bytes], caps: Caps) -> PlateReader:
    """Read the plates from their XML."""
    reader = PlateReader(caps)
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parse(parser, pieces, reader.start, reader.end)
    return reader
