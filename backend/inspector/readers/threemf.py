"""Read 3MF: find the model in the package, read its parts, build what stands on the plate."""

from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from inspector.archive import DAMAGED, Archive
from inspector.caps import Caps
from inspector.errors import Unreadable, unsafe
from inspector.mesh import Mesh
from inspector.notes import Notes
from inspector.readers.threemf_build import build
from inspector.readers.threemf_part import Part, read_part
from inspector.xml import parse

_MODEL_TYPE = "http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"
_ASK_FOR_MODEL = "Send the model itself: export it from your program as 3MF or STL."


class Package:
    """The model parts of one 3MF file, each read when it is first asked for."""

    def __init__(self, archive: Archive, caps: Caps) -> None:
        self._archive = archive
        self._caps = caps
        self._parts: dict[str, Part] = {}
        self.root = self._find_root()

    def part(self, path: str) -> Part:
        """Return the part of that name within the package."""
        name = path.lower().lstrip("/")
        if name not in self._parts:
            if len(self._parts) >= self._caps.model_parts:
                raise unsafe("entries")
            if name not in self._archive.names:
                raise Unreadable("A part of the model is missing inside the file.")
            self._parts[name] = read_part(self._unpacked(name), self._caps)
        return self._parts[name]

    def _find_root(self) -> str:
        """Return the part that the package names, else the usual one, else any."""
        names = self._archive.names
        usual = sorted((name for name in names if name.endswith(".model")), key=len)
        named = self._named_root() if "_rels/.rels" in names else []
        for name in (*named, "3d/3dmodel.model", *usual):
            if name in names:
                return name
        raise Unreadable("It holds no model.", _ASK_FOR_MODEL)

    def _named_root(self) -> list[str]:
        targets: list[str] = []

        def start(name: str, attributes: list[str]) -> None:
            found = dict(zip(attributes[::2], attributes[1::2], strict=True))
            if name.endswith("Relationship") and found.get("Type") == _MODEL_TYPE:
                targets.append(found.get("Target", "").lower().lstrip("/"))

        parser = expat.ParserCreate()
        parser.ordered_attributes = True
        parse(parser, self._unpacked("_rels/.rels"), start, lambda _name: None)
        return targets

    def _unpacked(self, name: str) -> Iterator[bytes]:
        try:
            yield from self._archive.pieces(name)
        except DAMAGED:
            raise Unreadable("It is damaged inside.") from None


def read_threemf(path: Path, notes: Notes, caps: Caps) -> Mesh:
    """Read a 3MF file; its unit is turned into mm."""
    try:
        archive = Archive(path, caps)
    except DAMAGED:
        raise Unreadable("It is cut off or damaged.") from None
    with archive:
        if len(archive.names) > caps.zip_entries:
            raise unsafe("entries")
        package = Package(archive, caps)
        mesh = build(package.part, package.root, notes, caps)
        if mesh is None and any(name.endswith(".gcode") for name in archive.names):
            raise Unreadable("It is already sliced: it holds instructions for a printer, but no model.", _ASK_FOR_MODEL)
    if mesh is None:
        raise Unreadable("Nothing printable stands on its build plate.", _ASK_FOR_MODEL)
    return mesh
