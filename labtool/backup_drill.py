"""Try the newest backup out: restore it into a folder of its own with its own PostgreSQL, and throw that away."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from labtool.backing import Backing
from labtool.backup_restore import Call, database_alone
from labtool.errors import LabError
from labtool.front_port import choose_public_url
from labtool.installation import Installation
from labtool.progress import step
from labtool.removing import remove

_PREFIX = "drill-"


def run_drill(installation: Installation, call: Call) -> int:
    """Return 0 when everything came back; the backups' folder keeps when that was. Nothing of the shop is touched."""
    url = choose_public_url(installation)
    backups = Backing(installation).environment(url).get("BACKUP_DIR") or str(installation.data / "backups")
    with _alone(installation), tempfile.TemporaryDirectory(prefix=_PREFIX, dir=installation.data) as scratch:
        Path(scratch).chmod(0o711 if os.geteuid() == 0 else 0o700)
        trial = Installation(Path(scratch, "lab"))
        trial.make_folders()
        try:
            with trial.held(), database_alone(trial) as backing:
                ours = {"BACKUP_DIR": backups, "STORAGE_ROOT": str(trial.data / "storage")}
                return call(["drill"], backing.owner_environment(url) | ours)
        finally:
            with step("Clearing away"):
                remove(trial)


@contextmanager
def _alone(installation: Installation) -> Iterator[None]:
    """Keep another drill away, and remove what a killed one left. LabError while one is under way."""
    installation.make_folders()
    with (installation.data / "run" / "drill.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LabError("A drill is under way already; wait for its end.") from None
        _sweep(installation)
        yield


def _sweep(installation: Installation) -> None:
    """Remove what a killed drill left; one under way is held."""
    for leftover in installation.data.glob(f"{_PREFIX}*/lab"):
        if not Installation(leftover).is_running():
            remove(Installation(leftover))
            shutil.rmtree(leftover.parent)
