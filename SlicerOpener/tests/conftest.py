"""A lab with a storage folder, a recording slicer and a home of its own; and a screen that nobody sees."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from opener.errors import OpenerError
from opener.house import House
from opener.link import parse_link
from opener.place import resolve
from opener_lab import JOB, Lab, Screen
from opener_watch import Watch


@pytest.fixture(scope="session", autouse=True)
def _known_program(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let Python and the measuring of coverage look up the program's own files before anything is watched."""
    for link in ("", "threedprint://open?path=%22", "threedprint://open?path=absent.stl"):
        with Watch(), pytest.raises(OpenerError):
            resolve(tmp_path_factory.mktemp("empty"), parse_link(link))


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lab:
    """Return a lab on Linux with one file on its storage and one slicer."""
    monkeypatch.delenv("DISPLAY", raising=False)
    home = tmp_path / "home"
    folders = {"XDG_CONFIG_HOME": "config", "XDG_STATE_HOME": "state", "APPDATA": "config", "LOCALAPPDATA": "state"}
    environment = {name: str(home / folder) for name, folder in folders.items()} | {"PATH": os.environ["PATH"]}
    lab = Lab(House("Linux", environment, home, tmp_path / "program"), tmp_path / "storage", tmp_path / "record")
    for folder in (home, lab.root, lab.house.program_folder):
        folder.mkdir()
    lab.add(f"{JOB}/cube.stl")
    lab.configure(*lab.slicer())
    return lab


@pytest.fixture(scope="session", params=[96, 192], ids=["100 %", "200 %"])
def screen(request: pytest.FixtureRequest) -> Iterator[Screen]:
    """Open a screen at a scaling; only where there is no X are the dialogs left out."""
    if not (shutil.which("Xvfb") and shutil.which("xdotool")):
        pytest.skip("dialogs need Xvfb and xdotool: apt-get install xvfb xdotool")
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1200x24", "-dpi", str(request.param)]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        with os.fdopen(reader) as answer:
            display = f":{answer.readline().strip()}"
        yield Screen(display, request.param / 96)
        server.terminate()
