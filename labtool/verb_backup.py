"""Back up, restore and try out: create, list, verify, restore, drill; held-mail, release-mail, discard-mail."""

import argparse
import subprocess
from collections.abc import Mapping

from labtool import python_packages
from labtool.backing import Backing, running_backing
from labtool.backup_drill import run_drill
from labtool.backup_restore import restore
from labtool.front_port import choose_public_url
from labtool.installation import Installation
from labtool.paths import BACKEND, VENV_PYTHON

_ACTIONS = {
    "create": "make a backup now; the scheduler makes one every night",
    "list": "show the backups, and when one was last tried out",
    "verify": "read every file of a backup again (default: the newest)",
    "restore": "bring a backup back into an empty data folder: ./lab backup restore FOLDER --data NEW",
    "drill": "restore the newest backup into a folder of its own, compare everything, throw it away",
    "held-mail": "show the mails that a restore holds back",
    "release-mail": "send them",
    "discard-mail": "drop them",
}
_READS_FOLDERS_ONLY = ("list", "verify")


def configure(parser: argparse.ArgumentParser) -> None:
    """Name the actions and what they work on."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "\n".join(f"  {name:<14} {text}" for name, text in _ACTIONS.items())
    parser.add_argument("action", choices=_ACTIONS, metavar="action", help="one of those below")
    parser.add_argument("backup", nargs="?", help="a backup: its name, or the folder it lies in")


def run(options: argparse.Namespace) -> int:
    """Return the exit code; LabError for what the person at the keyboard can put right."""
    python_packages.install()
    installation = Installation(options.data)
    if options.action == "restore":
        return restore(installation, options.backup, _call)
    installation.make_folders()
    if options.action == "drill":
        return run_drill(installation, _call)
    arguments = [options.action, *([options.backup] if options.backup else [])]
    if options.action in _READS_FOLDERS_ONLY:
        return _call(arguments, Backing(installation).environment(choose_public_url(installation)))
    with running_backing(installation) as backing:
        return _call(arguments, backing.environment(choose_public_url(installation)))


def _call(arguments: list[str], environment: Mapping[str, str]) -> int:
    command = [str(VENV_PYTHON), "-m", "app.cli", "backup", *arguments]
    return subprocess.run(command, cwd=BACKEND, env=environment, check=False).returncode
