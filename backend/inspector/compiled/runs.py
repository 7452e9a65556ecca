"""Read runs of plain <vertex/> and <triangle/> elements; whatever looks different stops them."""

import numpy as np
import numpy.typing as npt

from inspector.compiled.kernel import Indices, Reals, kernel

Bytes = npt.NDArray[np.uint8]
Spans = npt.NDArray[np.int64]

_TEXT = "Array(uint8, 1, 'C', readonly=True)"
_MOST_INDEX_DIGITS = 9  # that surely fit in 32 bits
_MOST_SCALE = 22
_MOST_DIGITS = 19  # that surely fit in 64 bits
_EXACT = np.uint64(1 << 53)  # whole numbers up to here, and powers of ten up to 22, are exact: so is one operation
_POWERS = 10.0 ** np.arange(_MOST_SCALE + 1)
_NOT_PLAIN, _PLAIN, _LONG = 0, 1, 2
_VERTEX, _Y, _Z = (np.frombuffer(word, np.uint8) for word in (b'<vertex x="', b'y="', b'z="'))
_TRIANGLE, _V2, _V3 = (np.frombuffer(word, np.uint8) for word in (b'<triangle v1="', b'v2="', b'v3="'))
_END, _EQUALS, _PAINT = (np.frombuffer(word, np.uint8) for word in (b"/>", b'="', b"paint_"))
_QUOTE = ord('"')


@kernel(f"int64({_TEXT}, int64)")
def _skip_blanks(text: Bytes, at: int) -> int:
    while at < len(text) and text[at] in (32, 10, 13, 9):
        at += 1
    return at


@kernel(f"int64({_TEXT}, int64, {_TEXT})")
def _skip_word(text: Bytes, at: int, word: Bytes) -> int:
    """Return the place behind the word, -1 when it is not there or ``at`` is -1."""
    if at < 0 or at + len(word) > len(text):
        return -1
    for i in range(len(word)):
        if text[at + i] != word[i]:
            return -1
    return at + len(word)


@kernel(f"int64({_TEXT}, int64, {_TEXT})")
def _next_attribute(text: Bytes, at: int, word: Bytes) -> int:
    """Return the place behind a quote, blanks and the word; -1 when they are not there."""
    if at < 0 or at >= len(text) or text[at] != _QUOTE:
        return -1
    begun = _skip_blanks(text, at + 1)
    return _skip_word(text, begun, word) if begun > at + 1 else -1


@kernel(f"int64({_TEXT}, int64)")
def _behind_element(text: Bytes, at: int) -> int:
    """Return the place behind the last quote, blanks and the end of an element; -1 when they are not there."""
    if at < 0 or at >= len(text) or text[at] != _QUOTE:
        return -1
    return _skip_word(text, _skip_blanks(text, at + 1), _END)


@kernel(f"int64({_TEXT}, int64)")
def _behind_colour(text: Bytes, at: int) -> int:
    """Step over the one attribute that slicers add to painted triangles: return where its last quote stands."""
    begun = _next_attribute(text, at, _PAINT)
    if begun < 0:
        return at
    while begun < len(text) and (97 <= text[begun] <= 122 or text[begun] == ord("_")):
        begun += 1
    at = _skip_word(text, begun, _EQUALS)
    while 0 <= at < len(text) and (48 <= text[at] <= 57 or 65 <= text[at] <= 70):
        at += 1
    return at


@kernel(f"Tuple((int64, int64))({_TEXT}, int64)")
def _exponent(text: Bytes, at: int) -> tuple[int, int]:
    """Return the place behind an exponent and its value; -1 when it is none."""
    is_negative = at < len(text) and text[at] == ord("-")
    if at < len(text) and text[at] in (ord("-"), ord("+")):
        at += 1
    begun, value = at, 0
    while at < len(text) and 48 <= text[at] <= 57 and at - begun < _MOST_INDEX_DIGITS:
        value = value * 10 + text[at] - 48
        at += 1
    if at == begun:
        return -1, 0
    return at, -value if is_negative else value


@kernel(f"Tuple((int64, int64, float64))({_TEXT}, int64)")
def _number(text: Bytes, at: int) -> tuple[int, int, float]:
    """Return the place behind a number, how it is to be read, and its value; LONG ones need more care."""
    is_negative = at < len(text) and text[at] == ord("-")
    if at < len(text) and text[at] in (ord("-"), ord("+")):
        at += 1
    value, digits, scale, step = np.uint64(0), 0, 0, 0
    while at < len(text):
        if 48 <= text[at] <= 57:
            value = value * np.uint64(10) + np.uint64(text[at] - 48)
            digits += 1
            scale -= step
        elif text[at] == ord(".") and step == 0:
            step = 1
        else:
            break
        at += 1
    if digits == 0:
        return at, _NOT_PLAIN, 0.0
    if at < len(text) and text[at] in (ord("e"), ord("E")):
        end, exponent = _exponent(text, at + 1)
        if end < 0:
            return at, _NOT_PLAIN, 0.0
        at, scale = end, scale + exponent
    if digits > _MOST_DIGITS or value > _EXACT or abs(scale) > _MOST_SCALE:
        return at, _LONG, 0.0
    found = np.float64(value)
    found = found * _POWERS[scale] if scale >= 0 else found / _POWERS[-scale]
    return at, _PLAIN, -found if is_negative else found


@kernel(f"UniTuple(int64, 3)({_TEXT}, int64, float64[:, ::1], int64[:, ::1])")
def take_points(text: Bytes, at: int, points: Reals, long: Spans) -> tuple[int, int, int]:
    """Read plain vertices from ``at`` on; return where the first thing else begins, how many there were, how many long.

    ``long`` has a number's place, and where its text begins and ends.
    """
    rows = longs = 0
    while True:
        end = _skip_word(text, _skip_blanks(text, at), _VERTEX)
        found = 0
        for column in range(3):
            if column and end >= 0:
                end = _next_attribute(text, end, _Y if column == 1 else _Z)
            if end < 0:
                break
            begun = end
            end, kind, value = _number(text, begun)
            if kind == _NOT_PLAIN:
                end = -1
                break
            points[rows, column] = value
            if kind == _LONG:
                place = longs + found
                long[place, 0], long[place, 1], long[place, 2] = 3 * rows + column, begun, end
                found += 1
        end = _behind_element(text, end)
        if end < 0:
            return at, rows, longs
        at, rows, longs = end, rows + 1, longs + found


@kernel(f"UniTuple(int64, 2)({_TEXT}, int64, int32[:, ::1])")
def take_triangles(text: Bytes, at: int, triangles: Indices) -> tuple[int, int]:
    """Read plain triangles from ``at`` on; return where the first thing else begins, and how many there were."""
    rows = 0
    while True:
        end = _skip_word(text, _skip_blanks(text, at), _TRIANGLE)
        for column in range(3):
            if column and end >= 0:
                end = _next_attribute(text, end, _V2 if column == 1 else _V3)
            if end < 0:
                break
            begun, value = end, 0
            while end < len(text) and 48 <= text[end] <= 57 and end - begun <= _MOST_INDEX_DIGITS:
                value = value * 10 + text[end] - 48
                end += 1
            if not 0 < end - begun <= _MOST_INDEX_DIGITS:
                end = -1
                break
            triangles[rows, column] = value
        end = _behind_element(text, _behind_colour(text, end))
        if end < 0:
            return at, rows
        at, rows = end, rows + 1
