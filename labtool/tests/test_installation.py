"""One launcher at a time, rooms closed to others, and only true leftovers are ended."""

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from labtool.errors import LabError
from labtool.front_port import choose_port
from labtool.installation import Installation
from labtool.leftovers import end_leftovers
from labtool.main import main
from labtool.paths import ROOT
from labtool.ports import LOOPBACK, free_port
from labtool.processes import fingerprint, session_members
from labtool.spawn import spawn


def test_a_second_launcher_is_told_where_the_first_is(installation: Installation) -> None:
    installation.write_state({"url": "http://localhost:4711", "launcher": 99})
    with installation.held():
        assert installation.is_running()
        with (
            pytest.raises(LabError, match=rf"http://localhost:4711, process {os.getpid()}\b.*lab stop"),
            installation.held(),
        ):
            pass
    assert not installation.is_running()


def test_stop_ends_who_holds_the_installation_not_whom_an_old_state_names(installation: Installation) -> None:
    stranger = spawn(["sleep", "60"])
    installation.write_state({"launcher": stranger.pid, "services": []})
    holds = "import pathlib, sys, time; from labtool.installation import Installation\n" + (
        "with Installation(pathlib.Path(sys.argv[1])).held(): time.sleep(60)"
    )
    holder = spawn([sys.executable, "-c", holds, installation.data], cwd=ROOT)
    while not installation.is_running():
        assert holder.poll() is None
    assert main(["status", "--data", str(installation.data)]) == 1
    assert main(["staff", "list", "--data", str(installation.data)]) == 1
    assert main(["stop", "--data", str(installation.data)]) == 0
    assert holder.wait(10) != 0
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_rooms_are_closed_to_other_accounts(installation: Installation) -> None:
    for name in ("storage", "originals", "uploads", "mail", "logs", "run"):
        assert (installation.data / name).stat().st_mode & 0o077 == 0
    assert installation.data.stat().st_mode & 0o066 == 0


def test_a_half_written_state_counts_as_none(installation: Installation) -> None:
    assert installation.state() == {}
    installation.state_file.write_text('{"services": [')
    assert installation.state() == {}


def test_leftovers_are_ended_but_a_reused_process_id_is_spared(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("labtool.leftovers._PATIENCE_S", 0)
    ours, stranger = (spawn(["sleep", "60"]) for _ in range(2))
    reaper = threading.Thread(target=ours.wait)
    reaper.start()
    known = [
        {"pid": ours.pid, "fingerprint": fingerprint(ours.pid)},
        {"pid": stranger.pid, "fingerprint": "another boot 1"},
    ]
    installation.write_state({"services": known})
    end_leftovers(installation)
    reaper.join(10)
    assert ours.returncode is not None
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_members_that_outlived_their_leader_are_ended(installation: Installation, folder: Path) -> None:
    forks = "import os, sys, time; os.fork() and sys.exit(); open(sys.argv[1], 'w'); time.sleep(60)"
    leader = spawn([sys.executable, "-c", forks, folder / "forked"])
    known_as = fingerprint(leader.pid)
    leader.wait()
    while not (folder / "forked").exists():
        assert session_members(leader.pid)
    installation.write_state({"services": [{"pid": leader.pid, "fingerprint": known_as}]})
    end_leftovers(installation)
    assert session_members(leader.pid) == []


def test_ports_are_probed_and_remembered(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    wanted = free_port()
    assert choose_port(installation, wanted, LOOPBACK) == wanted
    assert choose_port(installation, None, LOOPBACK) == wanted
    with socket.create_server((LOOPBACK, wanted)):
        assert choose_port(installation, None, LOOPBACK) > wanted
        with pytest.raises(LabError, match="in use"):
            choose_port(installation, wanted, LOOPBACK)
    monkeypatch.setenv("PORT", str(free_port()))
    assert choose_port(installation, None, LOOPBACK) == int(os.environ["PORT"])


def test_reset_asks_and_removes_only_what_is_ours(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    (installation.data / "mine.txt").write_text("not the lab's")
    (installation.data / "originals" / "model.stl").write_text("solid")
    monkeypatch.setattr("builtins.input", lambda _question: "no")
    assert main(["reset", "--data", str(installation.data)]) == 1
    assert (installation.data / "originals" / "model.stl").exists()
    monkeypatch.setattr("builtins.input", lambda _question: "reset")
    assert main(["reset", "--data", str(installation.data)]) == 0
    assert [entry.name for entry in installation.data.iterdir()] == ["mine.txt"]


def test_reset_refuses_while_the_shop_is_open(installation: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    with installation.held():
        assert main(["reset", "--yes", "--data", str(installation.data)]) == 1
    assert "lab stop" in capsys.readouterr().err


def test_closed_installations_say_so(installation: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--data", str(installation.data)]) == 1
    assert main(["stop", "--data", str(installation.data)]) == 0
    assert main(["logs", "--data", str(installation.data)]) == 0
    said = capsys.readouterr().out
    assert "./lab up opens it" in said
    assert "is closed" in said


def test_an_old_python_hears_why(folder: Path) -> None:
    """Run the script's own lines under a version that is too old."""
    script = Path(__file__).parents[2] / "lab"
    pretend = f"import sys; sys.version_info = (3, 9); sys.version = '3.9.2'; exec(open({str(script)!r}).read())"
    done = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "needs Python 3.11" in done.stderr
