"""A glance at a file before it is accepted: what is it, and is it all there?

Reads some kilobytes, the file's size and a zip's directory, never the whole file, and needs no
numpy, so an API can call it in its own process. What it lets through may still be broken; a valid
file is never refused.
"""

from pathlib import Path

from inspector.magic import obj, stl, threemf
from inspector.magic.sample import Sample
from inspector.magic.signatures import foreign, renamed, unknown
from inspector.messages import refusal_text
from inspector.report import Refusal

__all__ = ["Refusal", "check"]

_KINDS = {"stl": stl, "obj": obj, "3mf": threemf}


def check(path: Path, declared_extension: str) -> Refusal | None:
    """Return why the file must not be accepted, or None.

    Codes: ``not_a_model`` (something else under this name; HTTP 415), ``empty`` and ``truncated``
    (HTTP 422). ``declared_extension`` is what the sender's file name ends in, with or without dot.
    Raises OSError when the file cannot be read at all.
    """
    extension = declared_extension.lower().lstrip(".")
    if extension not in _KINDS:
        return Refusal("not_a_model", refusal_text("extension"))
    with path.open("rb") as file:
        sample = Sample.of(file)
        if sample.is_blank:
            return Refusal("empty", refusal_text("empty"))
        kind = _KINDS[extension]
        return kind.check(sample) if kind.is_like(sample) else _other(sample, extension)


def _other(sample: Sample, extension: str) -> Refusal:
    """Say what the file is instead of what its name says."""
    for right, kind in _KINDS.items():
        if right != extension and kind.is_surely(sample):
            return renamed(kind.WHAT, extension, right)
    return foreign(sample) or unknown(_KINDS[extension].WHAT)
