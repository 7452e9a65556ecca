"""The child: reads a model under limits, writes it anew, and turns into the slicer, which inherits the limits."""

import argparse
import os
import sys
from pathlib import Path
from typing import NoReturn

from inspector import limits
from inspector.caps import CAPS
from inspector.errors import Stop
from inspector.limits import Limits
from inspector.notes import Notes
from inspector.readers import read
from inspector.report import FORMATS
from inspector.slicing.command import PROFILES, Machine, command
from inspector.slicing.stl import write_stl

_NICE = 15
CANNOT_READ = 3


def main() -> NoReturn:
    """End when there is nothing to slice; otherwise this process becomes the slicer."""
    options = _parser().parse_args()
    os.nice(_NICE)
    limits.apply(Limits(options.memory_mb, options.cpu_seconds, options.file_mb))
    model = options.out / "model.stl"
    try:
        mesh = read(options.file, options.format, Notes(), CAPS)
        if len(mesh.items) > 1:
            _no("It holds several things, which a slicer places by itself.")
        write_stl(mesh, model)
    except (Stop, MemoryError) as stop:
        _no(str(stop) or "It needs too much memory.")
    words = command(options.slicer, model, options.out, Machine(options.profile, options.volume))
    os.execve(options.slicer, words, _environment(options.out))  # noqa: S606  # no shell is the point


def _no(reason: str) -> NoReturn:
    sys.stderr.write(f"{reason}\n")
    sys.exit(CANNOT_READ)


def _environment(out: Path) -> dict[str, str]:
    return {"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": str(out), "TMPDIR": str(out)}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="inspector.slicing", description="Slice a model under limits.")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--format", choices=FORMATS, required=True)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--slicer", required=True, metavar="PROGRAM")
    parser.add_argument("--profile", choices=PROFILES, required=True)
    parser.add_argument("--volume", type=float, nargs=3, required=True, metavar="MM")
    parser.add_argument("--memory-mb", type=int, required=True, metavar="N")
    parser.add_argument("--cpu-seconds", type=int, required=True, metavar="N")
    parser.add_argument("--file-mb", type=int, required=True, metavar="N")
    return parser


if __name__ == "__main__":
    main()
