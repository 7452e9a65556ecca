"""Hand routes, staff and workstation on to the backend's own commands."""

import argparse
import subprocess

from labtool import python_packages
from labtool.backing import public_url_of, running_backing
from labtool.installation import Installation
from labtool.paths import BACKEND, VENV_PYTHON

VERBS = {
    "routes": "List the API's routes.",
    "staff": "Work on the staff list: list, add NAME, deactivate NAME, reactivate NAME.",
    "workstation": "Work on workstations: list, add NAME, reset-password NAME, revoke NAME, storage-root NAME PATH.",
}


def run(verb: str, arguments: list[str], options: argparse.Namespace) -> int:
    """Return the command's exit code; the engines are started for it when the shop is closed."""
    installation = Installation(options.data)
    installation.make_folders()
    python_packages.install()
    with running_backing(installation) as backing:
        environment = backing.owner_environment(public_url_of(installation))
        command = [str(VENV_PYTHON), "-m", "app.cli", verb, *arguments]
        return subprocess.run(command, cwd=BACKEND, env=environment, check=False).returncode
