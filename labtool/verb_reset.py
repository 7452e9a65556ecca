"""Throw an installation's data away, after asking."""

import argparse

from labtool.errors import LabError
from labtool.installation import Installation
from labtool.leftovers import end_leftovers
from labtool.progress import say, step
from labtool.removing import remove


def configure(parser: argparse.ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(options: argparse.Namespace) -> int:
    """Remove what ./lab made in the data folder, and nothing else."""
    installation = Installation(options.data)
    if not installation.data.is_dir():
        say(f"{installation.data} does not exist.")
        return 0
    if not options.yes and not _is_sure(installation):
        say("Nothing was removed.")
        return 1
    if installation.is_running():
        raise LabError("The shop is open. ./lab stop closes it.")
    (installation.data / "run").mkdir(exist_ok=True)
    with installation.held(), step("Removing"):
        end_leftovers(installation)
        remove(installation)
    if not any(installation.data.iterdir()):
        installation.data.rmdir()
    return 0


def _is_sure(installation: Installation) -> bool:
    say(f"This removes all jobs, files, mails and secrets in {installation.data}; only backups stay.")
    try:
        return input("Type reset to do it: ").strip() == "reset"
    except EOFError:
        return False
