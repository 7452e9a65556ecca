"""Run an inspection in a child of its own, so that no file can harm the caller."""

import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

from inspector.answer import checked
from inspector.caps import MIB
from inspector.errors import OutOfMemory, OutOfTime, Unreadable
from inspector.limits import LIMITS, Limits
from inspector.messages import SLICE_AGAIN
from inspector.report import SLICED_FORMATS, Printer, Report

_log = logging.getLogger(__name__)

_BACKEND = Path(__file__).resolve().parents[1]
_MOST_REPORT_BYTES = MIB
_PIECE_BYTES = 64 * 1024
_SHOWN_BYTES = 2_000
_ADVICE = "The staff will look at it. If you can, export it again as STL or 3MF and send the new file."


def inspect(
    path: Path,
    out: Path,
    format: str,
    printers: Sequence[Printer] = (),
    wall_seconds: float = 30,
    limits: Limits = LIMITS,
) -> Report:
    """Inspect a file within limits and return its report; the thumbnail lies in ``out`` then.

    ``format`` is one of FORMATS or SLICED_FORMATS. Never raises for what the file contains: when the child
    crashes, hangs or runs out of memory, the report has ``refused: None`` and one warning ``unreadable``.
    Raises OSError when no child can be started.
    """
    out.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + wall_seconds
    with tempfile.TemporaryFile() as errors:
        with _start(_command(path, out, format, printers, limits), errors) as child:
            printed = _printed(child, deadline)
        report = None if printed is None or child.returncode else checked(printed, out)
        if report is None:
            report = _failed(path, format, child.returncode if printed is not None else None, errors)
        return report


def _start(command: list[str], errors: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start the child at the head of a process group of its own."""
    return subprocess.Popen(
        command,
        cwd=_BACKEND,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=errors,
        start_new_session=True,
    )


def _command(path: Path, out: Path, file_format: str, printers: Sequence[Printer], limits: Limits) -> list[str]:
    return [
        sys.executable, "-s", "-m", "inspector", str(path.resolve()), "--out", str(out.resolve()),
        "--format", file_format, "--printers", json.dumps(list(printers)),
        "--memory-mb", str(limits.memory_mb), "--cpu-seconds", str(limits.cpu_seconds),
        "--file-mb", str(limits.file_mb),
    ]  # fmt: skip


def _environment() -> dict[str, str]:
    """Return what the child needs to know: no secret, no address."""
    return {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"}


def _printed(child: subprocess.Popen[bytes], deadline: float) -> bytes | None:
    """Return what the child prints until it ends; None when it is too late or too much. It is dead then."""
    stdout = cast(IO[bytes], child.stdout)
    printed = b""
    try:
        with selectors.DefaultSelector() as selector:
            selector.register(stdout, selectors.EVENT_READ)
            while selector.select(max(0.0, deadline - time.monotonic())):
                piece = os.read(stdout.fileno(), _PIECE_BYTES)
                printed += piece
                if not piece:
                    child.wait(max(0.0, deadline - time.monotonic()))
                    return printed
                if len(printed) > _MOST_REPORT_BYTES:
                    return None
        return None
    except subprocess.TimeoutExpired:
        return None
    finally:
        _kill_group(child)


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it started; its group bears its number as long as anyone is in it."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _failed(path: Path, file_format: str, return_code: int | None, errors: IO[bytes]) -> Report:
    """Return the report for a child that did not answer; ``return_code`` None means it was too slow."""
    errors.seek(max(0, errors.seek(0, os.SEEK_END) - _SHOWN_BYTES))
    said = errors.read().decode(errors="replace")
    _log.warning("inspection of %s failed (%s): %s", path, return_code, said.strip() or "no word")
    stop = _reason(return_code, said)
    if file_format in SLICED_FORMATS:
        stop = Unreadable(str(stop), SLICE_AGAIN)
    return {"format": file_format, "warnings": [stop.warning], "thumbnail": None, "refused": None}


def _reason(return_code: int | None, said: str) -> Unreadable:
    if return_code in (None, -signal.SIGXCPU):
        return OutOfTime()
    if "MemoryError" in said:
        return OutOfMemory()
    return Unreadable("Reading it failed.", _ADVICE)
