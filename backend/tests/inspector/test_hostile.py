"""Hostile files end in a plain word within the limits; nobody dies, nothing is written, nobody is called."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector import launch
from inspector.caps import MIB
from inspector.keeper import Keeper
from inspector.report import Report
from tests.inspector import shapes, sliced_hostile
from tests.inspector.conftest import Inspect, codes
from tests.inspector.hostile import HARMLESS, HOSTILE, REFUSED
from tests.inspector.servers import COMMANDS, watching

SAMPLES = {
    "binary": ("stl", shapes.binary_stl(shapes.cube(20))),
    "ascii": ("stl", shapes.ascii_stl(shapes.cube(20))),
    "obj": ("obj", shapes.obj_of_cube()),
    "3mf": ("3mf", shapes.threemf_of_cube()),
}
CUTS = 40


@pytest.fixture(scope="module")
def watched() -> Iterator[Keeper]:
    """Return a server in a cage, if there is one, whose children are watched; in the end it is the one that began."""
    with watching(list(COMMANDS.values())[-1]) as keeper:
        yield keeper


def _read(path: Path, file_format: str, keeper: Keeper) -> Report:
    """Read the file; its server lives on, and only what was asked for lies there."""
    server, out = keeper.pid, path.parent / "out"
    report = launch.inspect(path, out, file_format, keeper=keeper)
    assert keeper.pid == server or server is None
    assert {file.name for file in out.iterdir()} <= {"thumbnail.png", "preview.mesh"}
    assert {file.name for file in path.parent.iterdir()} == {"original", "out"}
    return report


@pytest.mark.parametrize("name", HOSTILE)
def test_ends_in_a_plain_word(tmp_path: Path, name: str, watched: Keeper, caplog: pytest.LogCaptureFixture) -> None:
    file_format, make = HOSTILE[name]
    start = time.monotonic()
    report = _read(shapes.written(tmp_path, "original", make()), file_format, watched)
    assert time.monotonic() - start < 40
    assert "NOTICED" not in caplog.text
    assert "failed" not in caplog.text  # no limit was needed to stop it
    assert bool(report["warnings"]) == (name not in HARMLESS)
    _is_plain(report)
    assert (report["refused"] or {"code": None})["code"] == REFUSED.get(name)


def test_sliced_files_touch_nothing_either(tmp_path: Path, watched: Keeper, caplog: pytest.LogCaptureFixture) -> None:
    cheap = [made for name, made in sliced_hostile.HOSTILE.items() if not re.search("bomb|50 MB|swells", name)]
    for file_format, make in cheap:
        _is_plain(_read(shapes.written(tmp_path, "original", make()), file_format, watched))
    assert "NOTICED" not in caplog.text
    assert "failed" not in caplog.text


@pytest.mark.parametrize(
    ("name", "file_format", "head", "size"),
    [
        ("9,000,000 triangles", "stl", bytes(80) + (9_000_000).to_bytes(4, "little"), 84 + 50 * 9_000_000),
        ("2 GB of blanks", "stl", b"solid x\nfacet", 2048 * MIB),
        ("2 GB of a zip", "3mf", shapes.threemf_of_cube(), 2048 * MIB),
        ("2 GB of points", "obj", b"v 1 2 3\nv", 2048 * MIB),
    ],
)
def test_files_larger_than_all_memory(
    tmp_path: Path, name: str, file_format: str, head: bytes, size: int, watched: Keeper
) -> None:
    """They are mostly holes: no disk is filled."""
    path = shapes.written(tmp_path, "original", head)
    with path.open("r+b") as file:
        file.truncate(size)
    _is_plain(_read(path, file_format, watched))


@pytest.mark.parametrize("style", SAMPLES)
def test_cut_anywhere(style: str, inspect: Inspect) -> None:
    file_format, content = SAMPLES[style]
    for length in range(0, len(content), len(content) // CUTS):
        report = inspect(content[:length], file_format)
        assert report["warnings"]
        _is_plain(report)


@pytest.mark.parametrize(
    "deed",
    [
        "__import__('socket').socket()", "open('/tmp/new', 'w')", "os.mkdir('/tmp/new')", "os.fork()",
        "os.execv('/bin/sh', ['sh'])", "os.rename(path, '/tmp/new')", "os.kill(1, 9)",
    ],
)  # fmt: skip
def test_the_watch_notices(tmp_path: Path, deed: str, caplog: pytest.LogCaptureFixture) -> None:
    path = shapes.written(tmp_path, "original", b"x")
    with watching(first=deed) as keeper:
        assert codes(launch.inspect(path, tmp_path / "out", "gcode", keeper=keeper)) == ["unreadable"]
    assert "NOTICED" in caplog.text


def _is_plain(report: Report) -> None:
    """Check that what there is to read was written for people."""
    for warning in report["warnings"]:
        assert warning["text"].endswith(".")
        assert "Traceback" not in warning["text"]
        assert "{" not in warning["text"]
    if report["refused"] is not None:
        assert report["refused"]["code"] in codes(report)
