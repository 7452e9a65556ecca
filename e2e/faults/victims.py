"""Kill one process of an installation the hard way: kill -9, no warning."""

import contextlib
import os
import random
import signal
from pathlib import Path

from e2e.shop import Shop

VICTIMS = ("api", "api worker", "worker", "valkey", "postgres", "postgres backend", "scheduler", "launcher")


def kill(victim: str, shop: Shop, launcher: int, chance: random.Random) -> int:
    """Kill a process and return its id, or 0 when it was not there at that moment."""
    name, _, child = victim.partition(" ")
    if name == "launcher":
        pids = [launcher]
    else:
        leader = next(each["pid"] for each in shop.services if each["name"] == name)
        pids = children_of(leader) if child else [leader]
    if not pids:
        return 0
    pid = chance.choice(pids)
    with contextlib.suppress(ProcessLookupError):  # it ended by itself between the look and the kill
        os.kill(pid, signal.SIGKILL)
        return pid
    return 0


def children_of(pid: int) -> list[int]:
    """Return the child processes of a process."""
    found: list[int] = []
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += map(int, tasks.read_text().split())
    return found
