"""Parse XML from a stranger: no document type, no entities, no depth, no endless token."""

from collections.abc import Callable, Iterable
from typing import TypeAlias
from xml.parsers import expat

from inspector.errors import Unreadable, unsafe

Start: TypeAlias = Callable[[str, list[str]], None]
End: TypeAlias = Callable[[str], None]

_ENCODINGS = ("utf-8", "utf-16", "us-ascii", "iso-8859-1")
_MOST_DEPTH = 64
_MOST_TOKEN_BYTES = 2 * 1024 * 1024  # expat scans an unfinished token again with every piece


def parse(
    parser: expat.XMLParserType,
    pieces: Iterable[bytes],
    start: Start,
    end: End,
) -> None:
    """Feed the pieces to the parser (made with ordered_attributes).

    Raises Unreadable for broken XML, Refused for a document type.
    """
    parser.StartElementHandler, parser.EndElementHandler = _counted(start, end)
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.XmlDeclHandler = _know_encoding
    fed_bytes = 0
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            fed_bytes += len(piece)
            if fed_bytes - parser.CurrentByteIndex > _MOST_TOKEN_BYTES:
                raise Unreadable("It holds a single piece of text longer than any program writes.")
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unreadable(f"Its inner text is damaged in line {error.lineno:,}.") from None


def _counted(start: Start, end: End) -> tuple[Start, End]:
    """Return both handlers with an eye on the depth; plain functions, as they run for every triangle."""
    depth = 0

    def go_in(name: str, attributes: list[str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _MOST_DEPTH:
            raise Unreadable("Its inner structure is nested far too deeply.")
        start(name, attributes)

    def go_out(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    return go_in, go_out


def _know_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    """Stop at encodings that expat would look for among Python's codecs."""
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        raise Unreadable("It is written in an encoding that 3MF does not allow.")


def _refuse_doctype(*_declared: object) -> None:
    raise unsafe("dtd")
