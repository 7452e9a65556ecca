"""Sliced files in a child of its own: a fast start, a report that is checked."""

import copy
import json
import subprocess
import sys
from pathlib import Path

import pytest

from inspector import launch
from inspector.answer import checked
from inspector.limits import Limits
from inspector.report import Report
from tests.inspector import shapes, slices
from tests.inspector.conftest import codes
from tests.inspector.gcodes import prusa_gcode

BACKEND = Path(__file__).parents[2]
READ = (
    "import sys, inspector, inspector.cli, inspector.launch\n"
    "from pathlib import Path\n"
    "inspector.run(Path(sys.argv[1]), Path('.'), 'gcode')\n"
    "print({'numpy', 'numba', 'PIL'} & set(sys.modules))"
)


@pytest.mark.parametrize("style", slices.STYLES)
def test_a_child_reports_what_the_caller_would_read(tmp_path: Path, style: str) -> None:
    file_format, make = slices.STYLES[style]
    path, out = shapes.written(tmp_path, "saved", make()), tmp_path / "out"
    report = launch.inspect(path, out, file_format)
    assert (report["format"], report["thumbnail"], report["refused"]) == (file_format, None, None)
    assert (report["sliced"] is None) == (style in ("PrusaSlicer project", ".form"))
    assert "unreadable" not in codes(report)
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("name", ["part.GCODE", "part.bgcode", "part.gcode.3mf", "part.ufp", "part.sl1s", "part.form"])
def test_the_command_goes_by_the_name(tmp_path: Path, name: str) -> None:
    path = shapes.written(tmp_path, name, b"nothing")
    command = [sys.executable, "-m", "inspector", str(path), "--out", str(tmp_path)]
    ended = subprocess.run(command, cwd=BACKEND, capture_output=True, text=True, check=True)
    assert name.lower().endswith(json.loads(ended.stdout)["format"])


def test_nothing_slow_is_loaded(tmp_path: Path) -> None:
    path = shapes.written(tmp_path, "saved", prusa_gcode())
    command = [sys.executable, "-c", READ, str(path)]
    assert subprocess.run(command, cwd=BACKEND, capture_output=True, text=True, check=True).stdout == "set()\n"


def test_a_child_that_fails_says_what_staff_can_do(tmp_path: Path) -> None:
    path = shapes.written(tmp_path, "saved", prusa_gcode())
    report = launch.inspect(path, tmp_path, "gcode", limits=Limits(memory_mb=1))
    assert codes(report) == ["unreadable"]
    assert "by hand" in report["warnings"][0]["text"]


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return launch.inspect(shapes.written(tmp_path, "saved", prusa_gcode()), tmp_path, "gcode")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("weight_g", float("nan")), ("weight_g", float("inf")), ("weight_g", -1), ("weight_g", "6"), ("time_s", True),
        ("time_s", 0), ("slicer", 5), ("plates", None), ("plates", [5]), ("plates", [{"weight_g": "x"}]), ("more", 1),
    ],
)  # fmt: skip
def test_answers_that_are_none(report: Report, tmp_path: Path, name: str, value: object) -> None:
    assert checked(json.dumps(report).encode()) == report
    altered = copy.deepcopy(report)
    altered["sliced"][name] = value  # type: ignore[index, literal-required]  # on purpose
    assert checked(json.dumps(altered).encode()) is None


@pytest.mark.parametrize(("name", "value"), [("sliced", []), ("scripts", "x"), ("scripts", [1]), ("scripts", None)])
def test_answers_of_another_shape(report: Report, tmp_path: Path, name: str, value: object) -> None:
    assert checked(json.dumps(report | {name: value}).encode()) is None
