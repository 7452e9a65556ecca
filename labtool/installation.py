"""Know the data folder of one installation: what lies where, and who may run it."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labtool.errors import LabError
from labtool.private_files import write_private

FOLDERS = ("logs", "run", "storage", "originals", "uploads", "thumbnails", "mail")
ENTRIES = (
    *FOLDERS,
    "pg18",
    "pg18.password",
    "valkey",
    "caddy",
    "secrets.env",
    "credentials.txt",
    "port",
    "demo",
    "lab-up.log",
)


@dataclass(frozen=True)
class Installation:
    """Name the files of one data folder."""

    data: Path

    @property
    def logs(self) -> Path:
        """Return the folder of the log files, one per service."""
        return self.data / "logs"

    @property
    def secrets_file(self) -> Path:
        """Return the file of generated secrets; the operator's own settings may stand there too."""
        return self.data / "secrets.env"

    @property
    def credentials_file(self) -> Path:
        """Return the file that tells people how to sign in the first time."""
        return self.data / "credentials.txt"

    @property
    def state_file(self) -> Path:
        """Return the file in which the launcher says what runs where."""
        return self.data / "run" / "state.json"

    @property
    def port_file(self) -> Path:
        """Return the file that remembers the front door's port."""
        return self.data / "port"

    def make_folders(self) -> None:
        """Make the data folder and its rooms, closed to other accounts; only root's can be passed through."""
        self.data.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
        for name in FOLDERS:
            (self.data / name).mkdir(mode=0o700, exist_ok=True)

    def state(self) -> dict[str, Any]:
        """Return what the launcher wrote last; empty when it never ran."""
        try:
            state: dict[str, Any] = json.loads(self.state_file.read_text())
        except (FileNotFoundError, json.JSONDecodeError):
            return {}
        return state

    def write_state(self, state: dict[str, Any]) -> None:
        """Replace the launcher's state in one step."""
        write_private(self.state_file, json.dumps(state, indent=1))

    def launcher(self) -> int | None:
        """Return the process that holds this installation, or None."""
        if not self._lock_file.exists():
            return None
        with self._lock_file.open() as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return int(lock.read() or 0) or None
        return None

    def is_running(self) -> bool:
        """Tell whether a launcher holds this installation."""
        return self.launcher() is not None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the installation alone; LabError when a launcher has it. The kernel frees it if we die."""
        with self._lock_file.open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                where = f"{self.state().get('url', 'not open yet')}, process {self.launcher()}"
                raise LabError(f"{self.data} is already in use ({where}). ./lab stop ends it.") from None
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            yield

    @property
    def _lock_file(self) -> Path:
        return self.data / "run" / "lock"
