"""Recognise processes that are not our children, and end them."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

_ABANDON_AFTER_S = 5


def fingerprint(pid: int) -> str | None:
    """Return when a living process began, or None; a reused pid began at another time."""
    if sys.platform != "linux":
        return _ask_ps("lstart=", pid)
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return None if fields[0] == "Z" else f"{boot} {fields[19]}"


def command_line(pid: int) -> str:
    """Return the command line of a process, as it shows itself now; empty when there is none."""
    if sys.platform != "linux":
        return _ask_ps("command=", pid) or ""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""


def _ask_ps(column: str, pid: int) -> str | None:
    listed = subprocess.run(["ps", "-o", column, "-p", str(pid)], capture_output=True, text=True, check=False)
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
        wait_gone(pid, known_as, patience_s)


def wait_gone(pid: int, known_as: str, patience_s: float) -> bool:
    """Wait for a process that should be ending already; tell whether it is gone."""
    deadline = time.monotonic() + patience_s
    while fingerprint(pid) == known_as:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def kill_session(leader: int) -> None:
    """Kill what is left of the session that a child of ours led, whatever process groups it made.

    Who hangs in a dead file system ignores even this until it answers: after some seconds we leave it behind.
    """
    deadline = time.monotonic() + _ABANDON_AFTER_S
    while (members := session_members(leader)) and time.monotonic() < deadline:
        for pid in members:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.01)  # more may have been forked meanwhile


def session_members(leader: int) -> list[int]:
    """Return the living processes of a session; elsewhere than on Linux the leader's group must do."""
    if sys.platform != "linux":
        return _group_members(leader)
    members = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                if fields[3] == str(leader) and fields[0] != "Z":
                    members.append(int(entry.name))
    return members


def _group_members(leader: int) -> list[int]:
    listed = subprocess.run(["ps", "-A", "-o", "pid=,pgid="], capture_output=True, text=True, check=True)
    pairs = (line.split() for line in listed.stdout.splitlines())
    return [int(pid) for pid, group in pairs if group == str(leader)]
