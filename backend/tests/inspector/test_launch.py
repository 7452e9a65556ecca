"""The child: limited, alone, and never trusted."""

import json
import os
import sys
import time
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # it comes without types
import pytest

from inspector import launch
from inspector.limits import Limits
from inspector.report import Report
from tests.inspector import shapes
from tests.inspector.conftest import PRINTERS, codes


@pytest.fixture
def stl(tmp_path: Path) -> Path:
    return shapes.written(tmp_path, "-original", shapes.binary_stl(shapes.cube(20)))


def _play(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Let the child be this script instead of the inspector."""
    monkeypatch.setattr(launch, "_command", lambda *_arguments: [sys.executable, "-c", script])


def _is_unreadable(report: Report) -> bool:
    return report["refused"] is None and report["thumbnail"] is None and codes(report) == ["unreadable"]


def _ends(process_id: int) -> bool:
    """Wait until a process that is not our child is gone, or dead and unburied."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            if psutil.Process(process_id).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.01)
    return False


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


def test_too_slow(stl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "grandchild"
    _play(
        monkeypatch,
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(99)'])\n"
        f"open({str(mark)!r}, 'w').write(str(child.pid))\n"
        "time.sleep(99)",
    )
    start = time.monotonic()
    report = launch.inspect(stl, tmp_path, "stl", wall_seconds=4)
    assert time.monotonic() - start < 10
    assert _is_unreadable(report)
    assert "too long" in report["warnings"][0]["text"]
    assert _ends(int(mark.read_text()))


def test_silent_but_alive(stl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _play(monkeypatch, "import os, time; os.close(1); time.sleep(99)")
    start = time.monotonic()
    assert _is_unreadable(launch.inspect(stl, tmp_path, "stl", wall_seconds=1))
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    "script",
    [
        "raise SystemExit(3)",
        "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
        "raise MemoryError",
        "print('x' * 5_000_000)",
        "print('no json')",
        "print('[]')",
        "print('{}')",
        'print(\'{"format": "stl", "warnings": [{"code": 1}], "thumbnail": null, "refused": null}\')',
        "pass",
        'print(\'{"format": "stl", "warnings": [], "thumbnail": "../../etc/passwd", "refused": null}\')',
    ],
)
def test_whatever_a_child_does(stl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    _play(monkeypatch, script)
    assert _is_unreadable(launch.inspect(stl, tmp_path, "stl"))


def test_a_picture_that_points_elsewhere(stl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "thumbnail.png").symlink_to("/etc/passwd")
    answer: Report = {"format": "stl", "warnings": [], "thumbnail": "thumbnail.png", "refused": None}
    _play(monkeypatch, f"print({json.dumps(answer)!r})")
    assert _is_unreadable(launch.inspect(stl, tmp_path, "stl"))


def test_the_child_knows_no_secret(stl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hush")
    mark = tmp_path / "environment"
    _play(monkeypatch, f"import os; open({str(mark)!r}, 'w').write(repr(dict(os.environ)) + repr(os.getpgrp()))")
    launch.inspect(stl, tmp_path, "stl")
    assert "hush" not in mark.read_text()
    assert not mark.read_text().endswith(str(os.getpgrp()))


@pytest.mark.parametrize(
    ("limits", "words"),
    [(Limits(memory_mb=220), "memory"), (Limits(cpu_seconds=1), "too long")],
)
def test_limits_end_in_a_plain_word(tmp_path: Path, limits: Limits, words: str) -> None:
    cubes = [t for i in range(12_000) for t in shapes.cube(1, at=(1.5 * i, 0, 0))]
    path = shapes.written(tmp_path, "original", shapes.ascii_stl(cubes))
    report = launch.inspect(path, tmp_path, "stl", limits=limits)
    assert any(words in warning["text"] or warning["code"] == "no_picture" for warning in report["warnings"])


def test_no_room_for_the_picture(stl: Path, tmp_path: Path) -> None:
    report = launch.inspect(stl, tmp_path, "stl", limits=Limits(file_mb=0))
    assert report["warnings"]
    assert report["thumbnail"] is None
