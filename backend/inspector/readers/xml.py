"""Parse XML from a stranger: no document type, no entities, no depth, no endless token."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from inspector.errors import Unreadable, unsafe

_MOST_DEPTH = 64
_MOST_TOKEN_BYTES = 2 * 1024 * 1024  # expat scans an unfinished token again with every piece


def parse(
    parser: expat.XMLParserType,
    pieces: Iterable[bytes],
    start: Callable[[str, list[str]], None],
    end: Callable[[str], None],
) -> None:
    """Feed the pieces to the parser (made with ordered_attributes).

    Raises Unreadable for broken XML, Refused for a document type.
    """
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

    parser.StartElementHandler, parser.EndElementHandler = go_in, go_out
    parser.StartDoctypeDeclHandler = _refuse_doctype
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


def _refuse_doctype(*_declared: object) -> None:
    raise unsafe("dtd")
