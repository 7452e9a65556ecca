"""The command: one JSON report on stdout; non-zero only when the inspector itself failed."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import inspector
from inspector import limits
from inspector.coefficients import coefficients_of
from inspector.limits import LIMITS, Limits
from inspector.report import FORMATS, SLICED_FORMATS, Printer


def main(arguments: Sequence[str]) -> int:
    """Inspect the file that the arguments name and print its report."""
    options = _parser().parse_args(arguments)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each thread would cost address space
    limits.apply(Limits(options.memory_mb, options.cpu_seconds, options.file_mb))
    options.out.mkdir(parents=True, exist_ok=True)
    report = inspector.run(options.file, options.out, options.format or _format_of(options.file), options.printers)
    sys.stdout.write(json.dumps(report, ensure_ascii=False, allow_nan=False) + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="inspector", description="Read a 3D file: facts, warnings, picture.")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where thumbnail.png is written")
    parser.add_argument("--format", choices=FORMATS + SLICED_FORMATS, help="default: what the file's name ends in")
    parser.add_argument(
        "--printers",
        type=_printers,
        default=[],
        metavar="JSON",
        help='[{"name": "MK4S", "volume_mm": [250, 210, 220]}]; also "process" and "coefficients"',
    )
    parser.add_argument("--memory-mb", type=int, default=LIMITS.memory_mb, metavar="N")
    parser.add_argument("--cpu-seconds", type=int, default=LIMITS.cpu_seconds, metavar="N")
    parser.add_argument("--file-mb", type=int, default=LIMITS.file_mb, metavar="N")
    return parser


def _format_of(path: Path) -> str:
    name = path.name.lower()
    return next((each for each in SLICED_FORMATS if name.endswith(f".{each}")), path.suffix.lower().lstrip("."))


def _printers(text: str) -> list[Printer]:
    """Read the printers; argparse turns a ValueError, KeyError aside, into its usage message."""
    try:
        return [_printer(one) for one in json.loads(text)]
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"not a list of printers: {error}") from None


def _printer(one: dict[str, Any]) -> Printer:
    """Check one printer; ValueError, KeyError and TypeError say that it is none."""
    printer: Printer = {"name": str(one["name"]), "volume_mm": _volume(one["volume_mm"])}
    if one.get("process") == "resin":
        printer["process"] = "resin"
    if one.get("profile") == "classic":
        printer["profile"] = "classic"
    printer["coefficients"] = {name: float(value) for name, value in one.get("coefficients", {}).items()}
    coefficients_of(printer)
    return printer


def _volume(sides: Sequence[float]) -> list[float]:
    x, y, z = (float(side) for side in sides)
    return [x, y, z]
