"""Hostile files end in a plain word within the limits, and the next file is served as ever."""

import resource
import time
from pathlib import Path

import pytest

from inspector.launch import inspect
from inspector.report import Report
from tests.inspector import shapes
from tests.inspector.conftest import codes
from tests.inspector.hostile import HOSTILE

REFUSED = {
    "dtd": "unsafe",
    "entity bomb": "unsafe",
    "outside entity": "unsafe",
    "dtd in rels": "unsafe",
    "cycle of one": "unsafe",
    "cycle of two": "unsafe",
    "product of meshes": "unsafe",
    "product of nothing": "unsafe",
    "long chain": "unsafe",
    "many items": "unsafe",
    "many objects": "unsafe",
    "many components": "unsafe",
    "bomb": "unsafe",
    "many entries": "unsafe",
    "very many entries": "not_a_model",
    "utf-16, ascii": "not_a_model",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_ends_in_a_plain_word(tmp_path: Path, name: str) -> None:
    file_format, make = HOSTILE[name]
    path, out = shapes.written(tmp_path, "original", make()), tmp_path / "out"
    used, start = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime, time.monotonic()
    report = inspect(path, out, file_format)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - used < 25
    assert time.monotonic() - start < 40
    _is_plain(report)
    if name in REFUSED:
        assert report["refused"] is not None
        assert report["refused"]["code"] == REFUSED[name]
    assert {file.name for file in out.iterdir()} <= {"thumbnail.png"}
    assert {file.name for file in tmp_path.iterdir()} == {"original", "out"}


def _is_plain(report: Report) -> None:
    """Check that there is something to read, written for people."""
    assert report["warnings"]
    for warning in report["warnings"]:
        assert warning["text"].endswith(".")
        assert "Traceback" not in warning["text"]
        assert "{" not in warning["text"]
    if report["refused"] is not None:
        assert report["refused"]["code"] in codes(report)
