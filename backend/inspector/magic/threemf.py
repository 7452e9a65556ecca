"""A glance at a 3MF file: the zip's directory."""

from inspector.archive import DAMAGED, Archive
from inspector.caps import CAPS
from inspector.errors import Refused
from inspector.magic.sample import Sample
from inspector.magic.signatures import unknown
from inspector.messages import refusal_text
from inspector.report import Refusal

WHAT = "a 3MF file"
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE = ("word/", "xl/", "ppt/")


def is_surely(sample: Sample) -> bool:
    """Tell whether the file is a 3MF whatever its name says."""
    return is_like(sample) and check(sample) is None


def is_like(sample: Sample) -> bool:
    """Tell whether the file may be taken for a 3MF: it begins like a zip."""
    return sample.head.startswith(_ZIP_STARTS)


def check(sample: Sample) -> Refusal | None:
    """Return why the file is no 3MF with a model, or None."""
    try:
        with Archive(sample.path, CAPS) as archive:
            names = archive.names
    except Refused as refused:
        return Refusal("not_a_model", refused.refusal.text)
    except DAMAGED:
        return Refusal("truncated", refusal_text("cut_3mf"))
    if any(name.endswith(".model") for name in names):
        return None
    is_package = "[content_types].xml" in names and not any(name.startswith(_OFFICE) for name in names)
    return Refusal("truncated", refusal_text("no_model_part")) if is_package else unknown(WHAT)
