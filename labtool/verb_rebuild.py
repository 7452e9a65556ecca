"""Rebuild a lost database from the metadata.json files on the storage: ./lab rebuild --from STORAGE --data NEW."""

import argparse
import subprocess
from pathlib import Path

from labtool import python_packages
from labtool.backing import running_backing
from labtool.errors import LabError
from labtool.front_port import choose_public_url
from labtool.installation import Installation
from labtool.paths import BACKEND, VENV_PYTHON
from labtool.private_files import read_settings
from labtool.progress import step
from labtool.secret_settings import HEADING, ensure_settings


def configure(parser: argparse.ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("--from", dest="storage", type=Path, required=True, help="the storage with the jobs' folders")


def run(options: argparse.Namespace) -> int:
    """Return 0 when the jobs came back; what could not be read is named. The storage becomes this installation's."""
    storage = options.storage.expanduser().absolute()
    if not storage.is_dir():
        raise LabError(f"{storage} is not a folder. Is the share mounted there?")
    installation = Installation(options.data)
    if installation.is_running():
        raise LabError("The shop is open. Rebuild into a new data folder: ./lab rebuild --from STORAGE --data NEW")
    python_packages.install()
    installation.make_folders()
    _take_over(installation, storage)
    url = choose_public_url(installation)
    with running_backing(installation) as backing:
        with step("Tables, catalogue and first workstation"):
            backing.prepare(url)
        environment = backing.owner_environment(url) | {"STORAGE_ROOT": str(storage)}
        command = [str(VENV_PYTHON), "-m", "app.cli", "rebuild"]
        return subprocess.run(command, cwd=BACKEND, env=environment, check=False).returncode


def _take_over(installation: Installation, storage: Path) -> None:
    """Make the storage this installation's, for good. LabError when it has another one."""
    kept = read_settings(installation.secrets_file).get("STORAGE_ROOT")
    if kept and Path(kept) != storage:
        raise LabError(
            f"This installation works on {kept} (STORAGE_ROOT in {installation.secrets_file}). Use a new --data."
        )
    if storage != installation.data / "storage":
        ensure_settings(installation.secrets_file, {"STORAGE_ROOT": str(storage)}, HEADING)
