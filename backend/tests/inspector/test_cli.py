"""The command by hand."""

import json
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector import cli, limits
from inspector.errors import OutOfTime
from tests.inspector import shapes

BACKEND = Path(__file__).parents[2]


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "inspector", *arguments], cwd=BACKEND, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("part.STL", shapes.binary_stl(shapes.cube(20))),
        ("part.obj", shapes.obj_of_cube()),
        ("part.3mf", shapes.threemf_of_cube()),
    ],
)
def test_one_report_on_stdout(tmp_path: Path, name: str, content: bytes) -> None:
    path = shapes.written(tmp_path, name, content)
    ended = _run(str(path), "--out", str(tmp_path), "--printers", '[{"name": "A", "volume_mm": [10, 30, 30]}]')
    report = json.loads(ended.stdout)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert report["format"] == path.suffix.lower()[1:]
    assert report["size_mm"] == [20, 20, 20]
    assert report["fits"] == {"A": False}
    assert (tmp_path / "thumbnail.png").exists()


def test_a_refused_file_is_no_failure(tmp_path: Path) -> None:
    path = shapes.written(tmp_path, "part.stl", b"<html></html>")
    ended = _run(str(path), "--out", str(tmp_path))
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["refused"]["code"] == "not_a_model"
    assert not (tmp_path / "thumbnail.png").exists()


@pytest.mark.parametrize("arguments", [["--out", "x"], ["/no/such.stl", "--out", "{out}"], ["a.stl", "--out"]])
def test_own_failures_are_failures(tmp_path: Path, arguments: list[str]) -> None:
    assert _run(*(argument.format(out=tmp_path) for argument in arguments)).returncode != 0


@pytest.mark.parametrize("printers", ["x", "[1]", '[{"name": "A"}]', '[{"name": "A", "volume_mm": [1, 2]}]'])
def test_printers_that_are_none(tmp_path: Path, capsys: pytest.CaptureFixture[str], printers: str) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["a.stl", "--out", str(tmp_path), "--printers", printers])
    assert ended.value.code == 2
    assert "--printers" in capsys.readouterr().err


@pytest.fixture
def no_limits(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[int, tuple[int, int]]]]:
    """Note the limits instead of putting them on the test's own process."""
    noted: list[tuple[int, tuple[int, int]]] = []
    before = signal.getsignal(signal.SIGXCPU)
    monkeypatch.setattr(resource, "setrlimit", lambda kind, limit: noted.append((kind, limit)))
    yield noted
    signal.signal(signal.SIGXCPU, before)


def test_main_in_this_process(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], no_limits: list[tuple[int, tuple[int, int]]]
) -> None:
    path = shapes.written(tmp_path, "original", shapes.obj_of_cube())
    assert cli.main([str(path), "--out", str(tmp_path / "out"), "--format", "obj", "--memory-mb", "512"]) == 0
    assert json.loads(capsys.readouterr().out)["triangles"] == 12
    assert (resource.RLIMIT_AS, (512 * 1024 * 1024,) * 2) in no_limits
    assert (resource.RLIMIT_CORE, (0, 0)) in no_limits


@pytest.mark.usefixtures("no_limits")
def test_time_is_up() -> None:
    limits.apply(limits.LIMITS)
    with pytest.raises(OutOfTime):
        signal.raise_signal(signal.SIGXCPU)


@pytest.mark.usefixtures("no_limits")
def test_limits_stay_below_those_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: (5, 5))
    monkeypatch.setattr(resource, "setrlimit", lambda _kind, limit: asked.append(limit))
    limits.apply(limits.LIMITS)
    assert all(hard <= 5 for _soft, hard in asked)


@pytest.mark.usefixtures("no_limits")
def test_a_limit_that_the_system_does_not_know(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_kind: int, _limit: tuple[int, int]) -> None:
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr(resource, "setrlimit", refuse)
    limits.apply(limits.LIMITS)
    assert "cannot be set here" in capsys.readouterr().err
