"""A glance at an OBJ file."""

import re

from inspector.magic.sample import Sample
from inspector.magic.signatures import foreign
from inspector.messages import refusal_text
from inspector.report import Refusal

WHAT = "an OBJ file"
# A number may stand on the next line, behind a continuation mark.
_VERTEX = re.compile(rb"(?:^|[\r\n])[ \t]*v[ \t]+(?:[-+.0-9]|\\)")
_FACE = re.compile(rb"[\r\n][ \t]*f[ \t]+(?:[-+0-9]|\\)")
_KEYWORD = re.compile(
    rb"#|(?:v|vt|vn|vp|f|fo|l|p|g|o|s|mg|mtllib|usemtl|usemap|maplib|deg|cstype|curv|surf|"
    rb"shadow_obj|trace_obj|lod|bevel|d_interp|c_interp)(?=\s|$)"
)


def is_surely(sample: Sample) -> bool:
    """Tell whether the file is an OBJ whatever its name says."""
    return sample.is_text and _KEYWORD.match(sample.text) is not None and _has_points(sample)


def is_like(sample: Sample) -> bool:
    """Tell whether the file may be taken for an OBJ, whole or not."""
    if not sample.is_text or sample.text[:6].lower().strip() == b"solid":
        return False
    # A first comment may look like a script's first line.
    if not sample.text.startswith(b"#") and foreign(sample) is not None:
        return False
    return _KEYWORD.match(sample.text) is not None or _has_points(sample)


def check(sample: Sample) -> Refusal | None:
    """Return why the file is no OBJ with points, or None."""
    return None if _has_points(sample) else Refusal("truncated", refusal_text("no_vertex"))


def _has_points(sample: Sample) -> bool:
    """Look at both ends, then, for a file with very long comments, at places in between."""
    if any(_VERTEX.search(piece) or _FACE.search(piece) for piece in (sample.text, sample.tail)):
        return True
    return not sample.is_whole and any(_VERTEX.search(piece) or _FACE.search(piece) for piece in sample.probes())
