"""The doctor sees what is wrong and says what to do; a share is tried out for real."""

import json
import os
import resource
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from labtool import findings
from labtool.doctor_house import House
from labtool.doctor_reader import reader, told
from labtool.doctor_share import trial
from labtool.doctor_slicer import slicer
from labtool.findings import Finding, Look, show_all
from labtool.installation import Installation
from labtool.main import main
from labtool.paths import ROOT
from labtool.ports import LOOPBACK, free_port
from labtool.private_files import write_private


def found(installation: Installation, name: str) -> Finding:
    """Let the doctor look at one thing."""
    return next(look for look in House(installation).looks() if look.name == name).find()


@pytest.fixture
def old(installation: Installation) -> Installation:
    """Return an installation that was made long ago and has its storage."""
    write_private(installation.secrets_file, "SECRET_KEY=x\n")
    os.utime(installation.secrets_file, (0, 0))
    (installation.data / "storage" / ".lab-storage-id").write_text("x")
    return installation


def test_a_new_installation_is_well(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    port = free_port()
    (folder / "port").write_text(f"{port}\n")
    assert main(["doctor", "--data", str(folder)]) == 0
    said = capsys.readouterr().out
    assert said.endswith("All is well.\n")
    assert "->" not in said
    assert not (folder / "secrets.env").exists()  # looking changes nothing


def test_a_clone_without_its_packages_is_seen(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("labtool.paths.site_packages", lambda: iter(()))
    monkeypatch.setattr("labtool.paths.shutil.which", lambda _name: None)
    monkeypatch.setattr("labtool.paths.Path.glob", lambda _self, _pattern: iter(()))
    assert "./lab up installs" in found(installation, "Programs").advice


def test_a_slicer_is_a_hint_and_never_a_must(tmp_path: Path) -> None:
    program = tmp_path / "prusa-slicer"
    missing = slicer({"PRUSA_SLICER": str(program)})
    assert (missing.advice, "package prusa-slicer" in missing.text) == ("", True)
    program.touch(0o755)
    assert str(program) in slicer({"PRUSA_SLICER": str(program)}).text


def test_the_cage_of_the_reader_is_told() -> None:
    assert reader().advice == ""
    assert "in a cage without network" in told({"bubblewrap": "works", "landlock": 7}).text
    bare = told({"bubblewrap": "bubblewrap (bwrap) is not installed", "landlock": 0})
    assert "without a cage" in bare.text
    assert "package bubblewrap" in bare.text
    assert "does not know Landlock" in bare.text


def test_a_taken_port_is_seen(installation: Installation) -> None:
    with socket.create_server((LOOPBACK, 0)) as taken:
        installation.port_file.write_text(f"{taken.getsockname()[1]}\n")
        assert "--port NUMBER" in found(installation, "Front door").advice
    assert found(installation, "Front door").advice == ""


def test_an_open_shop_with_a_dead_service_is_seen(installation: Installation) -> None:
    dead = {"name": "worker", "pid": 1, "fingerprint": "another boot", "port": None}
    installation.write_state({"services": [dead]})
    with installation.held():
        assert "worker" in found(installation, "Services").text
        assert "lab logs front" in found(installation, "Front door").advice


def test_a_storage_without_its_mark_is_seen(old: Installation) -> None:
    assert found(old, "Storage") == Finding(f"The storage {old.data / 'storage'} is there and can be written.")
    assert [each.name for each in (old.data / "storage").iterdir()] == [".lab-storage-id"]
    (old.data / "storage" / ".lab-storage-id").unlink()
    assert "mounted" in found(old, "Storage").advice


def test_a_full_disk_is_seen(old: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    free_gb = shutil.disk_usage(old.data).free / 1e9
    monkeypatch.setenv("DISK_FLOOR_GB", str(free_gb))
    assert "Make room" in found(old, "Disk").advice


def test_a_mail_server_is_greeted(old: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_TRANSPORT", "smtp")
    monkeypatch.setenv("SMTP_HOST", LOOPBACK)
    monkeypatch.setenv("SMTP_PORT", str(free_port()))
    assert "SMTP_HOST" in found(old, "Mail").advice
    greets = "import socket; s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1], flush=True); "
    greets += "c = s.accept()[0]; c.sendall(b'220 hello\\r\\n'); c.recv(99); c.sendall(b'221 bye\\r\\n')"
    with subprocess.Popen([sys.executable, "-c", greets], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        monkeypatch.setenv("SMTP_PORT", server.stdout.readline().strip())
        assert found(old, "Mail").advice == ""


def test_backups_that_stopped_are_seen(old: Installation) -> None:
    assert "backup create" in found(old, "Backups").advice
    backups = old.data / "backups"

    def backed_up(ago: timedelta) -> None:
        place = backups / (datetime.now(UTC) - ago).strftime("%Y-%m-%dT%H%M%SZ")
        place.mkdir(parents=True)
        (place / "manifest.json").write_text("{}")

    backed_up(timedelta(days=3))
    assert "too long ago" in found(old, "Backups").text
    backed_up(timedelta(hours=3))
    assert "backup drill" in found(old, "Backups").advice
    (backups / ".state.json").write_text(json.dumps({"last_drill": datetime.now(UTC).isoformat()}))
    assert found(old, "Backups").advice == ""


def test_a_good_share_passes_and_is_left_as_it_was(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--share", str(folder)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("ok ") for line in said) == 9
    assert said[-1] == "All is well."
    assert list(folder.iterdir()) == []


def test_a_share_that_refuses_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--share", str(folder / "nowhere")]) == 1
    assert "Is the share mounted" in capsys.readouterr().err
    assert main(["doctor", "--share", "/proc"]) == 1
    assert "Nothing can be made in /proc" in capsys.readouterr().err


def test_a_share_that_takes_no_large_file_is_seen(folder: Path) -> None:
    """The kernel itself refuses what goes beyond 1 MB."""
    command = [sys.executable, str(ROOT / "lab"), "doctor", "--share", str(folder)]
    limits = (resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
    limited = subprocess.run(command, capture_output=True, text=True, check=False,
                             preexec_fn=lambda: resource.setrlimit(*limits))  # fmt: skip
    assert limited.returncode == 1
    assert "attention  Speed" in limited.stdout
    assert "1 of 9 need attention" in limited.stdout
    assert list(folder.iterdir()) == []


def test_what_hangs_is_left_behind(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(findings, "PATIENCE_S", 0.1)
    os.mkfifo(folder / "hangs")
    waits: Callable[[], Finding] = lambda: Finding((folder / "hangs").read_text())  # noqa: E731 - a look, as short as it gets
    assert show_all([Look("A dead share", waits, "Mount it again.")]) == 1
    (folder / "hangs").write_text("")


def test_every_trial_says_what_to_do(folder: Path) -> None:
    with trial(folder) as tried:
        assert all(look.advice for look in tried.looks())
