"""The limits that the inspecting process puts on itself before it opens a file."""

import resource
import signal
import sys
from dataclasses import dataclass
from types import FrameType

from inspector.caps import MIB
from inspector.errors import OutOfTime

_GRACE_SECONDS = 3  # to write the report when time is up; then the kernel kills


@dataclass(frozen=True, slots=True)
class Limits:
    """What one inspection may use."""

    memory_mb: int = 1024
    cpu_seconds: int = 20
    file_mb: int = 16  # each file it writes, its report included


LIMITS = Limits()


def apply(limits: Limits) -> None:
    """Put the limits on this process; past ``cpu_seconds`` OutOfTime is raised wherever it is."""
    signal.signal(signal.SIGXCPU, _raise_out_of_time)
    _limit(resource.RLIMIT_CORE, 0, 0)
    _limit(resource.RLIMIT_NPROC, 0, 0)  # none beside this one; root is exempt
    _limit(resource.RLIMIT_FSIZE, limits.file_mb * MIB, limits.file_mb * MIB)
    _limit(resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + _GRACE_SECONDS)
    _limit(resource.RLIMIT_AS, limits.memory_mb * MIB, limits.memory_mb * MIB)


def _limit(kind: int, soft: int, hard: int) -> None:
    """Set one limit, never above the one in force; macOS knows some only by name and says so."""
    most = resource.getrlimit(kind)[1]
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    try:
        resource.setrlimit(kind, (soft, hard))
    except (ValueError, OSError) as error:
        sys.stderr.write(f"inspector: limit {kind} cannot be set here: {error}\n")


def _raise_out_of_time(_signal: int, _frame: FrameType | None) -> None:
    raise OutOfTime
