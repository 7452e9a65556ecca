"""What a virtual machine is denied by its host, for other machines or for its own work at our disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_STAT = Path("/proc/stat")
_STOLEN = 7  # its place among the times of the first line, of which the next two are counted before (man 5 proc_stat)
_QUIET_PERCENT = 5.0


@dataclass
class Denied:
    """The share of all processors' time that the host kept for itself; zero where the system does not tell."""

    percent: float = 0.0


@contextmanager
def watched() -> Iterator[Denied]:
    """Watch while the body runs; the answer is there afterwards."""
    denied, before = Denied(), _ticks()
    yield denied
    passed = [after - earlier for earlier, after in zip(before, _ticks(), strict=True)]
    if any(passed):
        denied.percent = 100 * passed[_STOLEN] / sum(passed[: _STOLEN + 1])


def is_quiet(percent: float) -> bool:
    """Say whether so little was denied that times can be compared."""
    return percent <= _QUIET_PERCENT


def _ticks() -> list[int]:
    return [int(each) for each in _STAT.read_text().splitlines()[0].split()[1:]] if _STAT.exists() else []
