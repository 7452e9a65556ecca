"""Children are restarted with growing pauses, stopped in order and told once."""

import json
import os
import signal
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from labtool.errors import LabError, StopRequestedError
from labtool.processes import session_members
from labtool.service import Service, program
from labtool.supervisor import Supervisor

SAYS_GOODBYE = """
import pathlib, signal, sys, time
def goodbye(*_):
    with open(sys.argv[2], 'a') as diary: diary.write(sys.argv[1] + '\\n')
    sys.exit(0)
signal.signal(signal.SIGTERM, goodbye)
pathlib.Path(sys.argv[2] + '.' + sys.argv[1]).touch()
time.sleep(60)
"""


class Shop:
    """Hold a supervisor and what it reported."""

    def __init__(self, folder: Path) -> None:
        """Write logs and diary into the folder."""
        self.folder = folder
        self.reports: list[list[dict[str, Any]]] = []
        self.stop_requested = threading.Event()
        self.supervisor = Supervisor(folder, self.reports.append, self.stop_requested)

    def service(self, name: str, code: str, stage: int = 0) -> Service:
        """Describe a Python program as a service."""
        argv = (sys.executable, "-c", code, name, str(self.folder / "diary"))
        return program(name, argv, {}, self.folder, stop_stage=stage)

    def pids(self) -> dict[str, int]:
        """Return the processes of the last report."""
        return {entry["name"]: entry["pid"] for entry in self.reports[-1]}


@pytest.fixture
def shop(folder: Path) -> Shop:
    return Shop(folder)


def test_services_end_in_the_order_of_their_stages(shop: Shop) -> None:
    names = {"database": 2, "api": 1, "front": 0}
    shop.supervisor.start([shop.service(name, SAYS_GOODBYE, stage) for name, stage in names.items()])
    shop.supervisor.wait_ready(lambda: all((shop.folder / f"diary.{name}").exists() for name in names), 20, "start")
    shop.supervisor.stop_all()
    assert (shop.folder / "diary").read_text().split() == ["front", "api", "database"]
    assert shop.reports[-1] == []


def test_a_killed_service_comes_back_and_what_it_left_is_ended(shop: Shop) -> None:
    forks = "import os, time; os.fork(); open(__import__('sys').argv[2], 'a').write('x'); time.sleep(60)"
    shop.supervisor.start([shop.service("api", forks)])
    diary = shop.folder / "diary"
    shop.supervisor.wait_ready(lambda: diary.exists() and len(diary.read_text()) == 2, 20, "start")
    before = shop.pids()["api"]
    os.kill(before, signal.SIGKILL)
    shop.supervisor.wait_ready(lambda: shop.pids()["api"] != before, 20, "restart")
    assert shop.reports[-1][0]["restarts"] == 1
    assert session_members(before) == []
    shop.supervisor.wait_ready(lambda: len(diary.read_text()) == 4, 20, "restart")
    after = shop.pids()["api"]
    shop.supervisor.stop_all()
    assert session_members(after) == []


def test_what_cannot_be_written_down_for_a_while_ends_nothing(folder: Path) -> None:
    state = folder / "state"

    def write_down(report: list[dict[str, Any]]) -> None:
        state.write_text(json.dumps(report))

    supervisor = Supervisor(folder, write_down, threading.Event())
    supervisor.start([program("api", (sys.executable, "-c", "import time; time.sleep(60)"), {}, folder, stop_stage=0)])
    before = json.loads(state.read_text())[0]["pid"]
    state.unlink()
    state.mkdir()
    os.kill(before, signal.SIGKILL)
    supervisor.wait_ready(lambda: supervisor._children["api"].restarts == 1, 20, "restart")
    state.rmdir()
    supervisor.wait_ready(state.exists, 20, "report")
    assert json.loads(state.read_text())[0]["pid"] == supervisor._children["api"].process.pid != before
    supervisor.stop_all()


def test_pauses_grow_and_a_hopeless_start_is_given_up_with_its_log(shop: Shop) -> None:
    shop.supervisor.start([shop.service("api", "raise SystemExit('no such table')")])
    started = time.monotonic()
    with pytest.raises(LabError, match=r"no such table[\s\S]*api does not start"):
        shop.supervisor.wait_ready(lambda: False, 60, "opening")
    assert time.monotonic() - started > 0.5 + 1 + 2
    shop.supervisor.stop_all()


def test_what_had_started_well_comes_back_soon_however_often_it_is_killed(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("labtool.supervisor._CALM_AFTER_S", 0.3)
    shop.supervisor.start([shop.service("api", SAYS_GOODBYE)])
    for _ in range(2):
        kill_after(0.5, "api", shop)
    assert capsys.readouterr().out.count("starting it again in 0.5 s") == 2
    shop.supervisor.stop_all()


def test_what_has_answered_comes_back_soon_however_short_it_lived(
    shop: Shop, capsys: pytest.CaptureFixture[str]
) -> None:
    shop.supervisor.start([replace(shop.service("postgres", SAYS_GOODBYE), is_ready=lambda _pid: True)])
    for _ in range(2):
        kill_after(0.2, "postgres", shop)
    assert capsys.readouterr().out.count("starting it again in 0.5 s") == 2
    shop.supervisor.stop_all()


def kill_after(seconds: float, name: str, shop: Shop) -> None:
    """Let a service live for a while, kill it and wait until it runs again."""
    pid, kill_at = shop.pids()[name], time.monotonic() + seconds
    shop.supervisor.wait_ready(lambda: time.monotonic() > kill_at, 20, "a calm while")
    os.kill(pid, signal.SIGKILL)
    shop.supervisor.wait_ready(lambda: shop.pids()[name] != pid, 20, "restart")


def test_a_wait_ends_when_somebody_asks_to_stop(shop: Shop) -> None:
    shop.supervisor.start([shop.service("api", SAYS_GOODBYE)])
    shop.stop_requested.set()
    with pytest.raises(StopRequestedError):
        shop.supervisor.wait_ready(lambda: False, 60, "opening")
    shop.supervisor.stop_all()


def test_a_service_deaf_to_sigterm_is_killed_after_its_patience(shop: Shop) -> None:
    deaf = "import pathlib, signal, sys, time; signal.signal(15, signal.SIG_IGN); " + (
        "pathlib.Path(sys.argv[2]).touch(); time.sleep(60)"
    )
    service = shop.service("streams", deaf)
    object.__setattr__(service, "stop_signals", ((signal.SIGTERM, 0.3),))
    shop.supervisor.start([service])
    shop.supervisor.wait_ready((shop.folder / "diary").exists, 20, "start")
    started = time.monotonic()
    shop.supervisor.stop_all()
    assert time.monotonic() - started < 5
