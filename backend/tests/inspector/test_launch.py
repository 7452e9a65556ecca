"""An inspection through the warm server: limited, alone, and never trusted."""

import time
from pathlib import Path

import pytest

from inspector import launch
from inspector.answer import checked
from inspector.limits import Limits
from inspector.report import Report
from tests.inspector import shapes
from tests.inspector.conftest import PRINTERS, codes
from tests.inspector.servers import ended, playing


@pytest.fixture
def stl(tmp_path: Path) -> Path:
    return shapes.written(tmp_path, "-original", shapes.binary_stl(shapes.cube(20)))


def _is_unreadable(report: Report) -> bool:
    return report["refused"] is None and report["thumbnail"] is None and codes(report) == ["unreadable"]


def test_a_file_is_inspected(stl: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    report = launch.inspect(stl, out, "stl", PRINTERS)
    assert report["volume_cm3"] == 8
    assert report["fits"] == {"Large": True, "Small": True}
    assert (out / "thumbnail.png").read_bytes().startswith(b"\x89PNG")


def test_a_million_triangles_stay_within_the_limits(tmp_path: Path) -> None:
    rows = 250
    cubes = [t for i in range(rows) for j in range(rows) for t in shapes.cube(1, at=(1.5 * i, 1.5 * j, 0))]
    path = shapes.written(tmp_path, "large", shapes.binary_stl(cubes * 1))
    report = launch.inspect(path, tmp_path, "stl", limits=Limits(cpu_seconds=12, memory_mb=700))
    assert report["triangles"] == 12 * rows * rows
    assert report["bodies"] == rows * rows
    assert report["thumbnail"] is not None


def test_too_slow(stl: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The child is killed with what it started, and its server goes on."""
    slow = (
        "child = os.fork()\n"
        "if child: print(f'<{os.getpid()} {child} {os.getpgrp()}>', file=sys.stderr, flush=True)\n"
        "time.sleep(99)"
    )
    start = time.monotonic()
    with playing(slow) as keeper:
        report = launch.inspect(stl, tmp_path, "stl", wall_seconds=1, keeper=keeper)
        assert _is_unreadable(report)
        assert "too long" in report["warnings"][0]["text"]
        child, grandchild, group = map(int, caplog.text.split("<")[1].split(">")[0].split())
        assert child == group
        assert ended(child)
        assert ended(grandchild)
        assert not ended(keeper.pid or 0, within_seconds=0)
    assert time.monotonic() - start < 10


@pytest.mark.parametrize(
    "script",
    [
        "raise SystemExit(3)",
        "os.kill(os.getpid(), signal.SIGSEGV)",
        "os.close(4); time.sleep(0.1); os._exit(0)",
        "raise RuntimeError('x' * 99_000)",
        "return None",
        "return {'format': 'stl', 'warnings': [{'code': 1}], 'thumbnail': None, 'refused': None}",
        "return {'format': 'stl', 'warnings': [], 'thumbnail': '../../etc/passwd', 'refused': None}",
        "return {'format': 'stl', 'warnings': ['x' * 2_000_000], 'thumbnail': None, 'refused': None}",
        "return {'format': 'stl', 'warnings': ['x' * 40_000_000], 'thumbnail': None, 'refused': None}",
        "return {'format': float('nan')}",
    ],
)
def test_whatever_a_child_does(stl: Path, tmp_path: Path, script: str) -> None:
    with playing(script) as keeper:
        assert _is_unreadable(launch.inspect(stl, tmp_path, "stl", keeper=keeper))
        assert list(tmp_path.iterdir()) == [stl]


@pytest.mark.parametrize(("script", "words"), [("raise MemoryError", "memory"), ("while True: pass", "too long")])
def test_the_reason_is_told(stl: Path, tmp_path: Path, script: str, words: str) -> None:
    with playing(script) as keeper:
        report = launch.inspect(stl, tmp_path, "stl", limits=Limits(cpu_seconds=1), keeper=keeper)
    assert [words in warning["text"] for warning in report["warnings"]] == [True]


@pytest.mark.parametrize("written", [b"", b"no json", b"[]", b"{}", b"[" * 100_000, b"\xff"])
def test_what_is_no_report(written: bytes) -> None:
    assert checked(written) is None


def test_a_picture_is_not_written_through_a_link(stl: Path, tmp_path: Path) -> None:
    target, out = shapes.written(tmp_path, "target", b"kept"), tmp_path / "out"
    out.mkdir()
    (out / "thumbnail.png").symlink_to(target)
    with pytest.raises(OSError, match="symbolic"):
        launch.inspect(stl, out, "stl")
    assert target.read_bytes() == b"kept"


@pytest.mark.parametrize("name", ["gone", "folder"])
def test_what_cannot_be_opened(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    assert _is_unreadable(launch.inspect(tmp_path / name, tmp_path / "out", "stl"))


def test_too_little_memory_ends_in_a_plain_word(tmp_path: Path) -> None:
    cubes = [t for i in range(4_000) for t in shapes.cube(1, at=(1.5 * i, 0, 0))]
    path = shapes.written(tmp_path, "original", shapes.ascii_stl(cubes))
    report = launch.inspect(path, tmp_path, "stl", limits=Limits(memory_mb=100))
    assert "memory" in report["warnings"][0]["text"]


def test_no_room_for_the_picture(stl: Path, tmp_path: Path) -> None:
    report = launch.inspect(stl, tmp_path, "stl", limits=Limits(file_mb=0))
    assert report["warnings"]
    assert report["thumbnail"] is None
