"""Run an inspection in a child of its own, so that no file can harm the caller."""

import logging
import signal
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from inspector.errors import OutOfMemory, OutOfTime, Unreadable
from inspector.handed import UnopenedError, handed
from inspector.keeper import OURS, GoneError, Keeper
from inspector.limits import LIMITS, Limits
from inspector.messages import SLICE_AGAIN
from inspector.report import SLICED_FORMATS, Printer, Report

_log = logging.getLogger(__name__)

_TRIES = 2
COPY_LIMITS = Limits(file_mb=60)  # a child has 64 MB to write on
_ADVICE = "The staff will look at it. If you can, export it again as STL or 3MF and send the new file."


def inspect(
    path: Path,
    out: Path,
    format: str,
    printers: Sequence[Printer] = (),
    wall_seconds: float = 30,
    limits: Limits = LIMITS,
    *,
    keeper: Keeper = OURS,
) -> Report:
    """Inspect a file within limits and return its report; the thumbnail lies in ``out`` then.

    ``format`` is one of FORMATS or SLICED_FORMATS. Never raises for what the file contains: when the child
    crashes, hangs or runs out of memory, the report has ``refused: None`` and one warning ``unreadable``.
    Where the server that forks the children is killed meanwhile, another is asked. Raises OSError when none starts.
    """
    question = {"format": format, "printers": list(printers), "limits": asdict(limits), "wanted": "report"}
    return _asked(question, path, out, wall_seconds, keeper)


def strip(path: Path, out: Path, format: str, wall_seconds: float = 30, *, keeper: Keeper = OURS) -> Report:
    """Write a copy of a sliced file or a 3MF without its scripts into ``out``, in the same way; the report names it.

    Where it names none, its warnings or ``refused`` say why. Raises OSError as ``inspect`` does.
    """
    question = {"format": format, "printers": [], "limits": asdict(COPY_LIMITS), "wanted": "copy"}
    return _asked(question, path, out, wall_seconds, keeper)


def picture(path: Path, out: Path, format: str, wall_seconds: float = 10, *, keeper: Keeper = OURS) -> Report:
    """Draw the picture by the slicer in a sliced file anew into ``out``, in the same way; the report names it."""
    question = {"format": format, "printers": [], "limits": asdict(LIMITS), "wanted": "picture"}
    return _asked(question, path, out, wall_seconds, keeper)


def _asked(question: dict[str, Any], path: Path, out: Path, wall_seconds: float, keeper: Keeper) -> Report:
    out.mkdir(parents=True, exist_ok=True)
    question["path"], question["out"], format = str(path.resolve()), str(out.resolve()), question["format"]
    for _ in range(_TRIES):
        try:
            with handed(path, out) as files:
                ended = keeper.ask(question, files.numbers(), wall_seconds)
                report = files.received(out) if ended == 0 else None
                return report or _failed(path, format, ended, files.complaints())
        except GoneError:
            _log.warning("the inspector's server ended while %s was read", path)
        except UnopenedError as error:
            return _failed(path, format, 1, str(error))
    return _failed(path, format, 1, "twice no server was left")


def _failed(path: Path, file_format: str, ended: int | None, said: str) -> Report:
    """Return the report for a child that did not answer; ``ended`` None means it was too slow."""
    _log.warning("inspection of %s failed (%s): %s", path, ended, said or "no word")
    stop = _reason(ended, said)
    if file_format in SLICED_FORMATS:
        stop = Unreadable(str(stop), SLICE_AGAIN)
    return {"format": file_format, "warnings": [stop.warning], "thumbnail": None, "refused": None}


def _reason(ended: int | None, said: str) -> Unreadable:
    if ended in (None, -signal.SIGXCPU) or "OutOfTime" in said:
        return OutOfTime()
    if "MemoryError" in said:
        return OutOfMemory()
    return Unreadable("Reading it failed.", _ADVICE)
