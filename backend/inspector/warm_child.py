"""The child of the warm server: it reads one file within limits, hands over its report and ends."""

import ctypes
import json
import os
import signal
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import inspector
from inspector import cage, landlock, limits
from inspector.handed import MADE
from inspector.limits import Limits
from inspector.report import Report

_END_WITH_PARENT = 1  # prctl's PR_SET_PDEATHSIG
_HANDED = Path("/proc/self/fd")


def read_and_end(question: Mapping[str, Any], handed: Mapping[str, int], scratch: Path) -> NoReturn:
    """Read ``handed["model"]``, write its report and picture into the other open files, and end this process."""
    ended_with = 1
    try:
        _stand_alone(handed)
        limits.apply(Limits(**question["limits"]))
        landlock.restrict(cage.places(), handed["model"], scratch)
        _hand_over(_report(question, _path(question, handed), scratch), handed, scratch)
        ended_with = 0
    except BaseException:  # noqa: BLE001 - whatever it is, it is told and ends here
        traceback.print_exc()
    finally:
        os._exit(ended_with)


def end_with_parent() -> None:
    """Let the kernel kill this process when the one that started it ends. Elsewhere than on Linux, do nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL, 0, 0, 0)


def _stand_alone(handed: Mapping[str, int]) -> None:
    """Lead a group of our own, and keep nothing of the server but what was handed to us."""
    os.setsid()
    end_with_parent()
    sys.dont_write_bytecode = True
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(handed["errors"], 2)
    last = 2
    for each in sorted(handed.values()):
        os.closerange(last + 1, each)
        last = each
    os.closerange(last + 1, os.sysconf("SC_OPEN_MAX"))


def _path(question: Mapping[str, Any], handed: Mapping[str, int]) -> Path:
    """Return the path of the open file: it can be opened also where its own path is out of sight."""
    return _HANDED / str(handed["model"]) if _HANDED.is_dir() else Path(question["path"])


def _report(question: Mapping[str, Any], path: Path, scratch: Path) -> Report:
    if question["wanted"] == "copy":
        return inspector.strip(path, scratch, question["format"])
    if question["wanted"] == "picture":
        return inspector.redraw(path, scratch, question["format"])
    return inspector.run(path, scratch, question["format"], question["printers"])


def _hand_over(report: Report, handed: Mapping[str, int], scratch: Path) -> None:
    _write(handed["report"], json.dumps(report, ensure_ascii=False, allow_nan=False).encode())
    for made in MADE:
        if (name := report.get(made)) is not None:
            _write(handed[made], (scratch / name).read_bytes())


def _write(number: int, content: bytes) -> None:
    with os.fdopen(number, "wb") as file:
        file.write(content)
