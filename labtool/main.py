"""Understand the command line of ./lab."""

import argparse
import importlib
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from labtool import verb_forward
from labtool.errors import LabError
from labtool.paths import ROOT

if TYPE_CHECKING:
    _Verbs = argparse._SubParsersAction[argparse.ArgumentParser]

_VERBS = ("up", "init", "status", "logs", "stop", "reset", "backup", "rebuild", "doctor", "test", "check")


def main(arguments: list[str]) -> int:
    """Run one verb and return its exit code; 130 after Ctrl-C, 1 with a plain sentence after a LabError."""
    parser, modules = _parser()
    options, rest = parser.parse_known_args(arguments)
    options.data = options.data.expanduser().absolute()
    try:
        if options.verb in verb_forward.VERBS:
            return verb_forward.run(options.verb, rest, options)
        if rest:
            parser.error(f"unrecognized arguments: {' '.join(rest)}")
        return int(modules[options.verb].run(options))
    except LabError as error:
        sys.stdout.flush()
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped.\n")
        return 130


def _parser() -> tuple[argparse.ArgumentParser, dict[str, ModuleType]]:
    parser = argparse.ArgumentParser(prog="lab", description="Run, test and look after the 3D Print System.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="verb")
    modules = {}
    for name in _VERBS:
        modules[name] = importlib.import_module(f"labtool.verb_{name}")
        summary = (modules[name].__doc__ or "").splitlines()[0]
        modules[name].configure(_add(verbs, name, summary))
    for name, summary in verb_forward.VERBS.items():
        _add(verbs, name, summary)
    return parser, modules


def _add(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, summary: str
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=summary, description=summary)
    default = Path(os.environ.get("LAB_DATA", ROOT / ".data"))
    verb.add_argument("--data", type=Path, default=default, help="data folder of the installation (default .data)")
    return verb
