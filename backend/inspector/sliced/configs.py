"""The scripts in a config entry of a slicer's 3MF and in the comments of G-code: found, and taken out.

Slicers choose how to read an entry by its name and forgive much, so that each is read in both ways: as lines
``; key = value`` and as one JSON object. What is taken out is the value alone; every other byte stays.
"""

import re
from collections.abc import Iterable, Iterator

from inspector.errors import Unreadable
from inspector.sliced.json_settings import settings_in
from inspector.sliced.scripts import KEY, written_in_line

_KEY = KEY.encode()
_VALUE = re.compile(rb"[ \t\v\f]*[=:][ \t\v\f]*([^\s][^\r\n]*)")
_BEFORE_KEY = b" \t\v\f;"
_LOOK_BACK = 256  # bytes; blanks beyond them count as the beginning of a line
_BOM = "\ufeff"
_MOST_LINE_BYTES = 4 * 1024 * 1024


def scripts_in_config(data: bytes) -> list[str]:
    """Return the scripts of one entry. Raises Unreadable where slicers may find some and we cannot."""
    found = scripts_in_lines(data)
    for each in settings_in(_text(data).removeprefix(_BOM)):
        if each.key == KEY:
            values = each.value if isinstance(each.value, list) else [each.value]
            found += [one for one in values if isinstance(one, str)]
    return found


def scripts_in_lines(text: bytes) -> list[str]:
    """Return the scripts in lines ``post_process = value``, in comments of G-code too."""
    return [script for start, end in _spans(text) for script in written_in_line(_text(text[start:end]))]


def config_without(data: bytes) -> bytes:
    """Return an entry with the values of its script settings emptied. Raises Unreadable."""
    text = _text(data)
    head = _BOM if text.startswith(_BOM) else ""
    text = text.removeprefix(_BOM)
    for each in reversed([each for each in settings_in(text) if each.key == KEY]):
        empty = '""' if isinstance(each.value, str) else "[]"
        text = text[: each.start] + empty + text[each.end :]
    return _lines_without((head + text).encode(errors="surrogateescape"))


def gcode_without(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield G-code, which comes piece by piece, with the values of its script settings emptied. Raises Unreadable."""
    rest = b""
    for piece in pieces:
        text = rest + piece
        end = max(text.rfind(b"\n"), text.rfind(b"\r")) + 1
        whole, rest = text[:end], text[end:]
        if len(rest) > _MOST_LINE_BYTES:
            raise Unreadable("It holds a line longer than any slicer writes.")
        yield _lines_without(whole)
    yield _lines_without(rest)


def _lines_without(text: bytes) -> bytes:
    kept, at = [], 0
    for start, end in _spans(text):
        kept.append(text[at:start])
        at = end
    return b"".join([*kept, text[at:]]) if kept else text


def _spans(text: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the values stand of script settings that have a line of their own."""
    at = text.find(_KEY)
    while at >= 0:
        end = at + len(_KEY)
        if _begins_line(text, at) and (found := _VALUE.match(text, end)):
            yield found.span(1)
            end = found.end()
        at = text.find(_KEY, end)


def _begins_line(text: bytes, at: int) -> bool:
    before = text[max(0, at - _LOOK_BACK) : at].rstrip(_BEFORE_KEY)
    return before[-1:] in (b"", b"\r", b"\n")


def _text(data: bytes) -> str:
    return data.decode(errors="surrogateescape")
