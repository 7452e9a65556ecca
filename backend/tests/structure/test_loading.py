"""What gunicorn loads is copied to each of its processes, so loading may leave nothing behind that cannot be copied."""

import subprocess
import sys
from pathlib import Path

from app.config import Settings
from tests.environment import environment_of

BACKEND = Path(__file__).parents[2]
LOAD = """
import os, pathlib, threading
import run
held = [os.readlink(entry) for entry in pathlib.Path("/proc/self/fd").iterdir() if entry.is_symlink()]
print(threading.active_count(), sum(name.startswith("socket:") for name in held))
"""


def test_it_connects_to_nothing_and_starts_no_thread(settings: Settings) -> None:
    line = [sys.executable, "-c", LOAD]
    loaded = subprocess.run(line, cwd=BACKEND, env=environment_of(settings), capture_output=True, check=True)
    assert loaded.stdout.split() == [b"1", b"0"], "threads and sockets"
