"""Slice a model in a child of its own, low in priority and under limits."""

import os
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from inspector import cage
from inspector.errors import Stop
from inspector.limits import Limits
from inspector.sliced import Sliced, read_sliced
from inspector.slicing.command import GCODE, Machine

LIMITS = Limits(memory_mb=2048, cpu_seconds=120, file_mb=256)
_SHOWN, _LAST_LINES = 300, 3
_SECONDS_AN_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Slice:
    """What the slicer says that a print weighs and takes."""

    grams: float
    hours: float


class NotSlicedError(Exception):
    """The slicer gave no answer; the text is its last word or says what stopped it."""


def slice_model(
    slicer: str,
    path: Path,
    form: str,
    out: Path,
    machine: Machine,
    wall_seconds: float = 300,
    limits: Limits = LIMITS,
) -> Slice:
    """Slice the model of a file of that format as that machine would print it; ``out`` is scratch.

    Raises NotSlicedError for what cannot be read, does not fit or takes too much, OSError when no child can be started.
    """
    words = [
        "-m", "inspector.slicing", str(path.resolve()), "--format", form, "--out", str(out.resolve()),
        "--slicer", slicer, "--profile", machine.profile, "--volume", *(str(side) for side in machine.volume_mm),
        "--memory-mb", str(limits.memory_mb), "--cpu-seconds", str(limits.cpu_seconds),
        "--file-mb", str(limits.file_mb),
    ]  # fmt: skip
    _run(_inside(words, slicer, path.resolve(), out.resolve()), out, wall_seconds)
    return _told(out / GCODE)


def _told(gcode: Path) -> Slice:
    try:
        said = read_sliced(gcode, "gcode")
    except (Stop, FileNotFoundError):
        said = Sliced(is_sliced=False)
    if said.weight_g is None or said.time_s is None:
        raise NotSlicedError("The slicer says neither weight nor time.")
    return Slice(said.weight_g, said.time_s / _SECONDS_AN_HOUR)


def _inside(words: list[str], slicer: str, path: Path, out: Path) -> list[str]:
    """Return the command, in the cage where there is one; it then sees the slicer's folder, the model and scratch."""
    if cage.hindrance() is not None:
        return cage.python(*words)
    program, caged = Path(slicer).resolve().parent, cage.caged(*words)
    seen = [] if program.is_relative_to("/usr") else ["--ro-bind", str(program), str(program)]
    seen += ["--ro-bind", str(path), str(path), "--bind", str(out), str(out)]
    before = caged.index("--proc")
    return [*caged[:before], *seen, *caged[before:]]


def _run(words: list[str], out: Path, wall_seconds: float) -> None:
    """Run the child to its end, at the head of a group of its own that never outlives it."""
    with (out / "said").open("wb+") as said:
        child = subprocess.Popen(
            words, cwd=cage.BACKEND, env=cage.ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
            start_new_session=True,
        )  # fmt: skip
        try:
            code: int | None = child.wait(wall_seconds)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        if code != 0:
            said.seek(0)
            raise NotSlicedError(_last_word(code, said.read()))


def _last_word(code: int | None, said: bytes) -> str:
    if code in (None, -signal.SIGXCPU, -signal.SIGKILL):
        return "It takes too long."
    lines = said.decode(errors="replace").strip().splitlines() or [f"It ended with {code}."]
    return " ".join(lines[-_LAST_LINES:])[-_SHOWN:]
