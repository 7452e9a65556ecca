"""Registering: the scripts of Linux on a home of its own, and the form of those for Windows."""

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from opener import self_test
from opener_lab import JOB, PROGRAM, Lab, wait_for

SCRIPTS = PROGRAM.parent / "linux"


def run(lab: Lab, *command: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a program in the lab's home."""
    home = str(lab.house.home)
    environment = {**os.environ, **lab.house.environment, "HOME": home, "XDG_DATA_HOME": f"{home}/data", **more}
    return subprocess.run(list(map(str, command)), env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def at_home(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> Lab:
    """Return a lab whose home is also the one of this process."""
    monkeypatch.setenv("HOME", str(lab.house.home))
    monkeypatch.setenv("XDG_DATA_HOME", f"{lab.house.home}/data")
    monkeypatch.setenv("XDG_CONFIG_HOME", lab.house.environment["XDG_CONFIG_HOME"])
    return lab


def test_linux_from_installing_to_removing(at_home: Lab) -> None:
    lab = at_home
    installed = run(lab, SCRIPTS / "install.sh")
    assert (installed.returncode, installed.stderr) == (0, "")
    assert installed.stdout.startswith("Links threedprint:// and 3dprint:// now open with /")
    assert "Next:" not in installed.stdout
    assert all(finding.is_good for finding in self_test.look(lab.house, with_sample=False))
    run(lab, "xdg-open", f"threedprint://open?path={JOB.replace('/', '%2F')}%2Fcube.stl", DISPLAY=":no-screen")
    wait_for(lab.launched)
    assert lab.launched() == ["Recorder", str(lab.root / JOB / "cube.stl")]
    removed = run(lab, SCRIPTS / "uninstall.sh")
    assert (removed.returncode, removed.stderr) == (0, "")
    left = [file for file in lab.house.home.rglob("*") if file.is_file() and b"slicer-opener" in file.read_bytes()]
    assert left == []
    assert run(lab, SCRIPTS / "uninstall.sh").returncode == 0, "twice does no harm"


def test_linux_says_what_comes_next(lab: Lab) -> None:
    lab.configure().unlink()
    assert "Next: copy config.example.ini to config.ini" in run(lab, SCRIPTS / "install.sh").stdout


def test_linux_refuses_a_folder_that_its_entry_could_not_name(lab: Lab) -> None:
    there = lab.house.home / "my folder"
    shutil.copytree(SCRIPTS, there / "linux")
    installed = run(lab, there / "linux/install.sh")
    assert installed.returncode == 1
    assert "Move it to a plain place" in installed.stderr


def test_files_for_windows_are_as_windows_wants_them() -> None:
    for name in ("register.bat", "unregister.bat"):
        text = (PROGRAM.parent / name).read_bytes()
        assert text.count(b"\r\n") == text.count(b"\n"), f"{name} must keep the line ends of Windows"
        assert b"||" not in text
        assert b"HKLM" not in text
        assert b"threedprint 3dprint" in text


def test_scripts_can_be_run() -> None:
    for name in ("linux/install.sh", "linux/uninstall.sh", "macos/build.sh", "wine/build_and_try.sh"):
        assert (PROGRAM.parent / name).stat().st_mode & stat.S_IXUSR
