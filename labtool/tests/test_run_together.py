"""Two processes in one container live and end together."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from labtool.paths import DEPLOY

COUNTS_SIGNALS = (
    "import pathlib, signal, sys, time; "
    "signal.signal(15, lambda *_: open(sys.argv[1], 'a').write('told ')); "
    "pathlib.Path(sys.argv[1]).touch(); time.sleep(0.3) or [time.sleep(0.05) for _ in iter("
    "lambda: 'told' in pathlib.Path(sys.argv[1]).read_text(), True)]; time.sleep(0.3)"
)


def start(*commands: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, str(DEPLOY / "run_together.py"), *commands])


@pytest.mark.parametrize(("code", "expected"), [(0, 1), (3, 3)])
def test_when_one_ends_the_other_is_ended(code: int, expected: int) -> None:
    container = start(f"sh -c 'exit {code}'", "sleep 60")
    assert container.wait(10) == expected


def test_each_is_told_once(folder: Path) -> None:
    diaries = [folder / "one", folder / "two"]
    container = start(*(f'{sys.executable} -c "{COUNTS_SIGNALS}" {diary}' for diary in diaries))
    while not all(diary.exists() for diary in diaries):
        assert container.poll() is None
    container.send_signal(signal.SIGTERM)
    container.send_signal(signal.SIGTERM)
    assert container.wait(20) == 0
    assert [diary.read_text() for diary in diaries] == ["told ", "told "]
