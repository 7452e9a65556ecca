"""What a piece of work costs in a child process: CPU seconds and peak memory, as the kernel counts them."""

import os
import random
import subprocess
from collections.abc import Callable, Mapping
from statistics import median
from typing import NamedTuple

Work = Callable[[], None] | list[str]


class Cost(NamedTuple):
    """CPU seconds of user and system, and the most memory in MB."""

    cpu_s: float
    rss_mb: float


def cost_of(work: Work) -> Cost:
    """Do the work in a child: a function in one forked from here, a command in one of its own. Raises when it fails."""
    child = _forked(work) if callable(work) else _started(work)
    _, status, used = os.wait4(child, 0)
    if status != 0:
        raise RuntimeError(f"{work} ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def medians(works: Mapping[str, Work], repeats: int) -> dict[str, Cost]:
    """Return the median costs; every round does all of the works in another order."""
    found: dict[str, list[Cost]] = {name: [] for name in works}
    for _ in range(repeats):
        for name in random.sample(list(works), len(works)):
            found[name].append(cost_of(works[name]))
    return {name: Cost(*map(median, zip(*costs, strict=True))) for name, costs in found.items()}


def _forked(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    return child


def _started(command: list[str]) -> int:
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).pid
