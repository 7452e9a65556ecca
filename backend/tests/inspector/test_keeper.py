"""The warm server: one for each process that asks, always there, and gone with who started it."""

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # it comes without types
import pytest

from inspector import cage, launch
from inspector.handed import MADE
from inspector.keeper import Keeper
from inspector.keeper_start import best_command, caged_command, open_command
from tests.inspector import shapes
from tests.inspector.conftest import codes
from tests.inspector.gcodes import prusa_gcode
from tests.inspector.servers import COMMANDS, Command, ended, playing, until

EACH = pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
HARNESS = "import os, sys, time\nfrom pathlib import Path\nfrom inspector import keeper, launch\n"
READ = "launch.inspect(Path(sys.argv[1]), Path(sys.argv[1]).parent, 'gcode')['sliced']['weight_g']"


@pytest.fixture
def gcode(tmp_path: Path) -> Path:
    return shapes.written(tmp_path, "part.gcode", prusa_gcode())


@pytest.fixture(params=COMMANDS)
def keeper(request: pytest.FixtureRequest) -> Iterator[Keeper]:
    keeper = Keeper({"open": open_command, "caged": caged_command}[request.param])
    yield keeper
    keeper.close()


def _kill(keeper: Keeper) -> int:
    """Kill the server and return which it was."""
    assert keeper.pid
    pid = keeper.pid
    os.kill(pid, signal.SIGKILL)
    return pid


def test_one_server_reads_file_after_file(keeper: Keeper, gcode: Path) -> None:
    def read(number: int) -> list[str]:
        return codes(launch.inspect(gcode, gcode.parent / str(number), "gcode", keeper=keeper))

    assert read(0) == []
    first = keeper.pid
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(read, range(1, 12))) == [[]] * 11
    assert keeper.pid == first


def test_a_server_that_expects_models_loads_the_kernels_at_once(gcode: Path, tmp_path: Path) -> None:
    loaded = tmp_path / "loaded"
    script = (
        "import pathlib\n"
        "from inspector import compiled, warm_server\n"
        f"compiled.warm = pathlib.Path({str(loaded)!r}).touch\n"
        "warm_server.main()"
    )
    keeper = Keeper(lambda: cage.python("-c", script))
    keeper.expect_models()
    assert codes(launch.inspect(gcode, tmp_path / "out", "gcode", keeper=keeper)) == []
    assert loaded.exists()
    keeper.close()


def test_a_new_server_comes_when_one_has_died(keeper: Keeper, gcode: Path) -> None:
    launch.inspect(gcode, gcode.parent, "gcode", keeper=keeper)
    first = _kill(keeper)
    assert codes(launch.inspect(gcode, gcode.parent, "gcode", keeper=keeper)) == []
    assert keeper.pid != first


@EACH
def test_killed_while_it_reads(gcode: Path, command: Command, caplog: pytest.LogCaptureFixture) -> None:
    """Another server is asked; when that is killed too, the file counts as unreadable. Nobody waits for ever."""

    def has_heard_of(servers_gone: int) -> bool:
        return caplog.text.count("server ended") == servers_gone

    with playing("time.sleep(99)", command) as keeper, ThreadPoolExecutor(1) as thread:
        reading = thread.submit(launch.inspect, gcode, gcode.parent / "out", "gcode", keeper=keeper)
        for gone in (0, 1):
            until(partial(has_heard_of, gone))
            until(lambda: keeper.pid)
            _kill(keeper)
        until(partial(has_heard_of, 2))
        report = reading.result(timeout=10)
    assert codes(report) == ["unreadable"]
    assert "by hand" in report["warnings"][0]["text"]


def test_a_server_that_does_not_begin_is_replaced(gcode: Path) -> None:
    with playing("pass") as keeper:
        launch.inspect(gcode, gcode.parent / "out", "gcode", keeper=keeper)
        hanging, keeper.patience_seconds = keeper.pid or 0, 1
        os.kill(hanging, signal.SIGSTOP)
        assert launch.inspect(gcode, gcode.parent / "out", "gcode", keeper=keeper)["warnings"] == []
        assert ended(hanging)
        assert keeper.pid != hanging


def test_a_server_that_does_not_let_go_is_replaced(gcode: Path) -> None:
    with playing("time.sleep(99)") as keeper, ThreadPoolExecutor(1) as thread:
        reading = thread.submit(launch.inspect, gcode, gcode.parent / "out", "gcode", wall_seconds=1, keeper=keeper)
        while not (keeper.pid and psutil.Process(keeper.pid).children()):
            assert not reading.done()
        hanging = keeper.pid
        os.kill(hanging, signal.SIGSTOP)
        assert "too long" in reading.result(timeout=20)["warnings"][0]["text"]
        assert ended(hanging)


@pytest.mark.parametrize("command", [f"{name}_command" for name in COMMANDS])
def test_it_ends_with_who_started_it(gcode: Path, command: str) -> None:
    script = (
        f"{HARNESS}from inspector.keeper_start import {command}\n"
        f"ours = keeper.Keeper({command})\n"
        "launch.inspect(Path(sys.argv[1]), Path(sys.argv[1]).parent, 'gcode', keeper=ours)\n"
        "print(ours.pid, flush=True)\ntime.sleep(99)"
    )
    asking = subprocess.Popen(cage.python("-c", script, str(gcode)), cwd=cage.BACKEND, stdout=subprocess.PIPE)
    with asking:
        assert asking.stdout
        server = int(asking.stdout.readline())
        assert not ended(server, within_seconds=0)
        asking.kill()
    assert ended(server)


def test_a_fork_has_a_server_of_its_own(gcode: Path) -> None:
    """As RQ's work horse or a prefork server would; the parent's goes on."""
    script = (
        f"{HARNESS}{READ}\nparents = keeper.OURS.pid\nchild = os.fork()\n{READ}\n"
        "(child and os.waitpid(child, 0))\nprint(keeper.OURS.pid == parents, flush=True)"
    )
    told = subprocess.run(
        cage.python("-c", script, str(gcode)), cwd=cage.BACKEND, capture_output=True, text=True, check=False
    )
    assert told.stdout == "False\nTrue\n", told.stderr
    assert "Traceback" not in told.stderr  # without bubblewrap it says that there is no cage


@EACH
def test_it_knows_no_secret_and_holds_nothing_of_ours_open(
    gcode: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "hush")
    look = (
        "said = [sorted(os.environ), [], os.getpgrp() == os.getpid()]\n"
        "for number in range(64):\n"
        "    try: said[1].append(os.fstat(number) and number)\n"
        "    except OSError: pass"
    )
    with gcode.open("rb") as held, playing(look, command) as keeper:
        os.set_inheritable(held.fileno(), True)
        report = launch.inspect(gcode, gcode.parent / "out", "gcode", keeper=keeper)
    environment, files, leads_a_group = eval(report["scripts"][0])
    assert set(environment) <= {*cage.ENVIRONMENT, "PWD", "LC_CTYPE"}
    assert len(files) == 3 + 3 + len(MADE)  # those of every process; the model, the report, complaints; what is made
    assert leads_a_group


@pytest.mark.parametrize(
    ("command", "words"),
    [(["/no/such/program"], "No such file"), ([sys.executable, "-c", "raise SystemExit('out of order')"], "of order")],
)
def test_no_server_starts(gcode: Path, command: list[str], words: str) -> None:
    with pytest.raises(OSError, match=words):
        launch.inspect(gcode, gcode.parent / "out", "gcode", keeper=Keeper(lambda: command))


def test_without_a_cage_it_says_so_once(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    cage.hindrance.cache_clear()
    best_command.cache_clear()
    with caplog.at_level(logging.WARNING):
        assert [best_command(), best_command()] == [open_command()] * 2
    cage.hindrance.cache_clear()
    best_command.cache_clear()
    assert caplog.text.count("is not installed") == 1
