"""Recognise processes that are not our children by start time and command line, and end them."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path


def fingerprint(pid: int) -> str | None:
    """Return start time and command line of a living process, or None; a reused pid gives another answer."""
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return None
        return None if fields[0] == "Z" else f"{fields[19]} {command.strip()}"
    question = ["ps", "-o", "lstart=,command=", "-p", str(pid)]
    listed = subprocess.run(question, capture_output=True, text=True, check=False)
    return listed.stdout.strip() or None


def end_process(pid: int, known_as: str, signals: Sequence[tuple[signal.Signals, float]]) -> None:
    """End a process that still has this fingerprint: each signal once, waiting its seconds, SIGKILL at last."""
    for number, patience_s in [*signals, (signal.SIGKILL, 10)]:
        if fingerprint(pid) != known_as:
            return
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + patience_s
        while fingerprint(pid) == known_as and time.monotonic() < deadline:
            time.sleep(0.05)
