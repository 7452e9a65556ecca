"""Hand routes, staff and workstation on to the backend's own commands."""

import argparse
import subprocess
from collections.abc import Mapping

from labtool import python_packages
from labtool.backing import running_backing
from labtool.environment import machine
from labtool.front_port import choose_public_url
from labtool.installation import Installation
from labtool.paths import BACKEND, VENV_PYTHON

_NEEDS_NO_ENGINES = ("routes",)
VERBS = {
    "audit": "Print what the file check found; audit --run checks now, audit --deep reads every byte.",
    "estimates": "Say what estimates rest on; estimates --learn: learn from the lab's jobs now.",
    "inspect-again": "Have models read again that cannot be turned in 3D yet; inspect-again --all: all of them.",
    "routes": "List the API's routes: method, path, who may call it.",
    "events": "Prove the event log: events verify.",
    "staff": "Work on the staff list: list, add NAME, deactivate NAME, reactivate NAME.",
    "workstation": "Work on workstations: list, add NAME, reset-password NAME, revoke NAME, ...",
}


def run(verb: str, arguments: list[str], options: argparse.Namespace) -> int:
    """Return the command's exit code; the engines are started for it when it needs them and the shop is closed."""
    python_packages.install()
    if verb in _NEEDS_NO_ENGINES:
        return _call(verb, arguments, machine())
    installation = Installation(options.data)
    installation.make_folders()
    with running_backing(installation) as backing:
        return _call(verb, arguments, backing.owner_environment(choose_public_url(installation)))


def _call(verb: str, arguments: list[str], environment: Mapping[str, str]) -> int:
    command = [str(VENV_PYTHON), "-m", "app.cli", verb, *arguments]
    return subprocess.run(command, cwd=BACKEND, env=environment, check=False).returncode
