"""The long runs of plain elements in a 3MF part: read by the compiled kernels, past the XML parser.

The parser stays the judge of everything else. A run begins only where the parser itself has just met <vertices> or
<triangles>, its elements must look in every byte as programs write them, and what does not goes to the parser.
"""

from collections.abc import Generator, Iterable, Iterator
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from inspector.compiled.runs import take_points, take_triangles

Kind = Literal["points", "triangles"]

_TAGS: dict[Kind, bytes] = {"points": b"<vertices>", "triangles": b"<triangles>"}
_HELD_BACK = max(map(len, _TAGS.values())) - 1
_LEAST_ELEMENT_BYTES = len(b'<vertex x="0" y="0" z="0"/>')
_MOST_ELEMENT_BYTES = 4096
_MOST_STRANGERS = 256  # one after the other


class Gatherer(Protocol):
    """What takes the elements; it hears from the parser."""

    @property
    def opened_at(self) -> int:
        """Return where in the parser's text the last list of points or triangles began."""

    @property
    def number_count(self) -> int:
        """Return how many numbers of points and triangles the parser has brought."""

    def take_points(self, points: npt.NDArray[np.float64]) -> None:
        """Take points in the unit of the file."""

    def take_triangles(self, triangles: npt.NDArray[np.int32]) -> None:
        """Take triangles."""


class Runs:
    """Cut the runs out of a part's text."""

    def __init__(self, gatherer: Gatherer) -> None:
        self._gatherer = gatherer
        self._fed_bytes = 0
        self._run: Kind | None = None  # the list that we are in
        self._is_tried = False
        self._strangers = 0

    def cut(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield what is for the parser, which must have parsed each before it asks for the next."""
        rest = b""
        for piece in pieces:
            rest = yield from self._looked_through(rest + piece)
        yield rest

    def _looked_through(self, text: bytes) -> Generator[bytes, None, bytes]:
        """Yield what is for the parser; return the end, which cannot be judged before more is there."""
        at = 0
        while True:
            if self._run is None:
                at = yield from self._to_next_list(text, at)
            if self._run is None:
                return text[at:]
            if self._is_tried:
                at = yield from self._skip_run(text, at)
            closed = text.find(b">", at) + 1
            if closed:
                yield from self._feed_stranger(text[at:closed])
                at = closed
            elif len(text) - at > _MOST_ELEMENT_BYTES:
                self._run = None
            else:
                return text[at:]

    def _to_next_list(self, text: bytes, at: int) -> Generator[bytes, None, int]:
        """Feed up to where a list has begun, or to where one may begin at the end."""
        while found := _next_tag(text, at):
            begun, kind = found
            position = self._fed_bytes + begun - at
            end = begun + len(_TAGS[kind])
            yield from self._feed(text[at:end])
            at = end
            if self._gatherer.opened_at == position:
                self._run, self._is_tried, self._strangers = kind, False, 0
                return at
        end = max(at, len(text) - _HELD_BACK)
        yield from self._feed(text[at:end])
        return end

    def _skip_run(self, text: bytes, at: int) -> Generator[bytes, None, int]:
        """Take what is plain; the parser gets its line ends, as it counts the lines."""
        end = self._take_points(text, at) if self._run == "points" else self._take_triangles(text, at)
        if end > at:
            self._strangers = 0
            yield from self._feed(b"\n" * text.count(b"\n", at, end))
        return end

    def _take_points(self, text: bytes, at: int) -> int:
        most = (len(text) - at) // _LEAST_ELEMENT_BYTES + 1
        points, long = np.empty((most, 3)), np.empty((3 * most, 3), dtype=np.int64)
        end, rows, longs = take_points(np.frombuffer(text, np.uint8), at, points, long)
        for place, begun, ended in long[:longs].tolist():
            points[divmod(place, 3)] = float(text[begun:ended])
        if rows:
            self._gatherer.take_points(points[:rows].copy())
        return end

    def _take_triangles(self, text: bytes, at: int) -> int:
        triangles = np.empty(((len(text) - at) // _LEAST_ELEMENT_BYTES + 1, 3), dtype=np.int32)
        end, rows = take_triangles(np.frombuffer(text, np.uint8), at, triangles)
        if rows:
            self._gatherer.take_triangles(triangles[:rows].copy())
        return end

    def _feed_stranger(self, element: bytes) -> Iterator[bytes]:
        """Let the parser read one thing; unless it was one whole element, everything from here on is the parser's."""
        before = self._gatherer.number_count
        yield from self._feed(element)
        self._is_tried = True
        self._strangers += 1
        is_element = element.endswith(b"/>") and self._gatherer.number_count == before + 3
        if not is_element or self._strangers > _MOST_STRANGERS:
            self._run = None

    def _feed(self, text: bytes) -> Iterator[bytes]:
        self._fed_bytes += len(text)
        yield text


def _next_tag(text: bytes, at: int) -> tuple[int, Kind] | None:
    """Return where the next list may begin, and which; None when there is none."""
    found = ((text.find(tag, at), kind) for kind, tag in _TAGS.items())
    return min((one for one in found if one[0] >= 0), default=None)
