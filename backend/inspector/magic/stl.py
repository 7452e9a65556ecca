"""A glance at an STL file, binary or ASCII."""

import math
import struct

from inspector.magic.sample import Sample
from inspector.magic.signatures import foreign
from inspector.messages import refusal_text
from inspector.report import Refusal

WHAT = "an STL file"
HEADER_BYTES = 84
RECORD_BYTES = 50
_FARTHEST = 1e9  # no coordinate in mm is larger; random bytes soon are


def announced(head: bytes) -> int:
    """Return the count of triangles in a binary header; 0 when the header is not whole."""
    return int(struct.unpack_from("<I", head, 80)[0]) if len(head) >= HEADER_BYTES else 0


def is_binary(head: bytes, size: int) -> bool:
    """Tell a binary STL from an ASCII one; ``solid`` may begin both.

    The size decides when it fits the count exactly; else text without a NUL is ASCII.
    """
    return _is_exact(head, size) or b"\0" in head[:4096] or not _begins_solid(head)


def is_surely(sample: Sample) -> bool:
    """Tell whether the file is an STL whatever its name says."""
    return _is_exact(sample.head, sample.size) or (_is_ascii(sample) and b"facet" in sample.head.lower())


def is_like(sample: Sample) -> bool:
    """Tell whether the file may be taken for an STL, whole or not."""
    if _is_exact(sample.head, sample.size) or _is_ascii(sample):
        return True
    return foreign(sample) is None and not sample.is_text and _looks_like_records(sample.head)


def check(sample: Sample) -> Refusal | None:
    """Return why the file is no whole STL, or None."""
    if _is_exact(sample.head, sample.size):
        return None
    return _check_ascii(sample) if _is_ascii(sample) else _check_binary(sample)


def _is_exact(head: bytes, size: int) -> bool:
    count = announced(head)
    return count > 0 and size == HEADER_BYTES + RECORD_BYTES * count


def _is_ascii(sample: Sample) -> bool:
    return not is_binary(sample.head, sample.size)


def _begins_solid(head: bytes) -> bool:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text[:5].lower() == b"solid" and (len(text) == 5 or text[5:6].isspace())


def _check_ascii(sample: Sample) -> Refusal | None:
    has_facet = b"facet" in sample.head.lower() or b"facet" in sample.tail.lower()
    has_end = b"endsolid" in sample.tail.lower()
    if has_end and not has_facet and sample.is_whole:
        return Refusal("empty", refusal_text("no_triangles"))
    if has_facet and has_end:
        return None
    return Refusal("truncated", refusal_text("cut_ascii_stl"))


def _check_binary(sample: Sample) -> Refusal | None:
    said = announced(sample.head)
    if said == 0 and sample.size == HEADER_BYTES:
        return Refusal("empty", refusal_text("no_triangles"))
    said = max(said, 1)
    needed = HEADER_BYTES + RECORD_BYTES * said
    if sample.size >= needed:
        return None
    return Refusal("truncated", refusal_text("cut_binary_stl", said=said, needed=needed, size=sample.size))


def _looks_like_records(head: bytes) -> bool:
    """Tell whether the first record could be a triangle: random bytes fail, a cut file passes."""
    if len(head) < HEADER_BYTES + RECORD_BYTES:
        return True
    # Real models hold NaN and infinity now and then, rarely in most corners of the first triangle.
    corners: tuple[float, ...] = struct.unpack_from("<9f", head, HEADER_BYTES + 12)
    return sum(math.isfinite(number) and abs(number) < _FARTHEST for number in corners) >= 7
