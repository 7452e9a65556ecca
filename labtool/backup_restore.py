"""Restore into an empty data folder: PostgreSQL runs alone for it, with the passwords and keys that the backup kept."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from labtool.backing import Backing
from labtool.engines import create_roles_and_database
from labtool.errors import LabError
from labtool.front_port import choose_public_url
from labtool.installation import ENTRIES, Installation
from labtool.private_files import write_private
from labtool.progress import say, step
from labtool.removing import remove

Call = Callable[[list[str], Mapping[str, str]], int]
_MANIFEST = "manifest.json"
_HARMLESS = ("logs", "run", "port")


def restore(installation: Installation, given: str | None, call: Call) -> int:
    """Bring a backup back; what was begun is removed when it fails. LabError when the folder is not empty."""
    if given is None:
        raise LabError("Say which: ./lab backup restore FOLDER --data NEW. The folder is a backup, or holds some.")
    backup = find_backup(Path(given).expanduser().absolute())
    require_empty(installation)
    installation.make_folders()
    with installation.held():
        keep_secrets(installation, backup / "private")
        with database_alone(installation) as backing:
            environment = backing.owner_environment(choose_public_url(installation))
            code = call(["restore", str(backup)], environment)
        if code != 0:
            remove(installation)
            return code
    say(f"./lab up --data {installation.data}   opens it.")
    return 0


def find_backup(folder: Path) -> Path:
    """Return the backup: the folder itself, or the newest in it. LabError when there is none."""
    if (folder / _MANIFEST).is_file():
        return folder
    held = sorted(each.parent for each in folder.glob(f"[0-9]*/{_MANIFEST}")) if folder.is_dir() else []
    if not held:
        raise LabError(f"{folder} is no backup and holds none. A backup is a folder with a {_MANIFEST} in it.")
    return held[-1]


def require_empty(installation: Installation) -> None:
    """LabError when the data folder holds an installation already, be it a begun one."""
    for name in ENTRIES:
        entry = installation.data / name
        is_used = any(entry.iterdir()) if entry.is_dir() else entry.exists()
        if is_used and name not in _HARMLESS:
            raise LabError(
                f"{installation.data} holds an installation already ({name}). A backup goes into an empty folder: "
                "./lab backup restore FOLDER --data NEW. To put it in the place of this one, move this one away first."
            )


def keep_secrets(installation: Installation, private: Path) -> None:
    """Take over passwords and keys, so that people sign in as ever and the links in their mails live."""
    for kept, place in (("secrets.env", installation.secrets_file), ("credentials.txt", installation.credentials_file)):
        if (private / kept).is_file():
            write_private(place, (private / kept).read_text())
    if not installation.secrets_file.exists():
        write_private(installation.secrets_file, f"SECRET_KEY={(private / 'secret-key').read_text()}\n")


@contextmanager
def database_alone(installation: Installation) -> Iterator[Backing]:
    """Run a new PostgreSQL with its roles and an empty database while the body runs."""
    backing = Backing(installation)
    with step("An empty database"):
        backing.postgres.start()
    try:
        secrets = backing.secrets
        create_roles_and_database(backing.postgres, secrets["LAB_OWNER_PASSWORD"], secrets["LAB_APP_PASSWORD"])
        yield backing
    finally:
        backing.postgres.stop()
