"""What a child can reach: nothing but its file and its scratch, and that twice over, by bubblewrap and by Landlock."""

import json
import socket
import subprocess
from pathlib import Path

import pytest

from inspector import cage, landlock, launch
from tests.inspector import shapes
from tests.inspector.servers import COMMANDS, Command, playing

TRY = """
said = []
def attempt(name, deed):
    try:
        deed()
        said.append(name)
    except OSError:
        pass
"""
HELD = {name: command for name, command in COMMANDS.items() if name == "caged" or landlock.version() >= 4}
EACH = pytest.mark.parametrize("command", HELD.values(), ids=HELD)


@pytest.fixture
def stl(tmp_path: Path) -> Path:
    return shapes.written(tmp_path, "original", shapes.binary_stl(shapes.cube(20)))


def _said(stl: Path, script: str, command: Command) -> str:
    """Run the script in a child and return what it reports."""
    with playing(script, command) as keeper:
        report = launch.inspect(stl, stl.parent / "out", "stl", keeper=keeper)
    assert report["warnings"] == []
    return report["scripts"][0]


def test_what_this_machine_has_is_told() -> None:
    told = subprocess.run(cage.python("-m", "inspector.cage"), cwd=cage.BACKEND, capture_output=True, check=True)
    assert json.loads(told.stdout) == {"bubblewrap": cage.hindrance() or "works", "landlock": landlock.version()}


@EACH
def test_files_of_others_are_out_of_reach(stl: Path, command: Command) -> None:
    secret = shapes.written(stl.parent, "secret", b"hush")
    script = TRY + (
        f"attempt('secret', lambda: open({str(secret)!r}))\n"
        "attempt('password file', lambda: open('/etc/shadow'))\n"
        "attempt('own file', lambda: path.open('rb'))\n"
        "attempt('own file for writing', lambda: path.open('r+b'))\n"
        "attempt('new file', lambda: open('/tmp/new', 'w'))\n"
        "attempt('our programs', lambda: open(inspector.__file__, 'a'))\n"
        "attempt('folder', lambda: (out / 'new').mkdir())\n"
        "attempt('link', lambda: (out / 'new').symlink_to('/etc'))\n"
        "attempt('scratch', lambda: (out / 'new').write_bytes(b'x'))\n"
    )
    assert _said(stl, script, command) == "['own file', 'scratch']"


@EACH
def test_nobody_answers(stl: Path, command: Command) -> None:
    """A server that listens on this machine is not heard in there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        script = TRY + f"attempt('connected', lambda: socket.create_connection({server.getsockname()!r}, 1))\n"
        assert _said(stl, script, command) == "[]"


@pytest.mark.parametrize("command", [command for name, command in COMMANDS.items() if name == "caged"])
def test_the_cage_shows_neither_others_nor_a_network(command: Command) -> None:
    """The loopback of its own, its own processes, no home, and of this clone the inspector and the packages alone."""
    look = (
        "import os, socket\n"
        "print([name for _, name in socket.if_nameindex()], sum(name.isdigit() for name in os.listdir('/proc')),\n"
        f"      os.listdir({str(cage.BACKEND)!r}), os.path.exists('/etc/passwd'), len(os.environ))"
    )
    seen = subprocess.run(command("-c", look), env=cage.ENVIRONMENT, capture_output=True, text=True, check=True)
    assert seen.stdout == f"['lo'] 2 ['inspector'] False {len(cage.ENVIRONMENT) + 1}\n"  # and PWD
