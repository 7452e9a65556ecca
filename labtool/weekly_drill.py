"""Try the newest backup out once a week while the shop is open: `./lab backup drill`, quietly, at low priority.

It begins in the hours after the nightly backup; where the computer is off at night, it is made up for by day. When one
went well, and when one failed, is noted beside the backups; here is remembered only what began here.
"""

import signal
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from labtool import backup_notes
from labtool.installation import Installation
from labtool.paths import ROOT, VENV_PYTHON
from labtool.spawn import spawn, stop

NAME = "drill"
_QUIET_HOURS = 4  # after the hour of the backup
_EVERY = timedelta(days=6, hours=12)  # so that it stays in the same night of the week
_OVERDUE = timedelta(days=7, hours=12)
_AGAIN = timedelta(hours=20)
_LOOK_EVERY_S = 60
_PATIENCE_S = 40
_FAREWELL = ((signal.SIGINT, 30), (signal.SIGTERM, 5))  # SIGINT lets it clear away


class WeeklyDrill:
    """Do the drill when it is due, in a thread of its own: the backups' disk may hang, the launcher must not."""

    def __init__(
        self,
        installation: Installation,
        environment: Mapping[str, str],
        clock: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> None:
        """Take an open installation, the environment of its backend, and what tells the time on the wall."""
        self._installation = installation
        self._log = installation.logs / f"{NAME}.log"
        self._backups = Path(environment.get("BACKUP_DIR") or installation.data / "backups")
        self._backup_hour = int(environment.get("BACKUP_HOUR") or 2)
        self._clock = clock
        self._started: datetime | None = None
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._go_on, daemon=True)

    def start(self) -> None:
        """Look once a minute whether one is due, beside everything else."""
        self._thread.start()

    def close(self) -> None:
        """End one that is under way, and let it clear away."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE_S if self._started else 0)

    def look(self) -> bool:
        """Do one if it is due, and return when it has ended; says whether it was due."""
        now = self._clock()
        if not is_due(now, self._backup_hour, self._trusted_since(), self._last_try()):
            return False
        self._started = now
        command = ["nice", "-n", "19", str(VENV_PYTHON), str(ROOT / "lab"), "backup", "drill"]
        with self._log.open("ab") as log:
            child = spawn([*command, "--data", str(self._installation.data)], output=log)
        while child.poll() is None and not self._closing.wait(0.2):
            pass
        stop(child, _FAREWELL)
        return True

    def _go_on(self) -> None:
        while not self._closing.wait(_LOOK_EVERY_S):
            try:
                self.look()
            except (OSError, ValueError) as error:
                with self._log.open("a") as log:
                    log.write(f"The backups cannot be looked at: {error}\n")

    def _trusted_since(self) -> datetime | None:
        """Return when a backup was last tried out; before the first time, a while before the first one was made."""
        made = backup_notes.moments(self._backups)
        return (self._noted("last_drill") or made[0] - _EVERY) if made else None

    def _last_try(self) -> datetime | None:
        tries = (self._started, self._noted("last_drill"), self._noted("drill_failed_at"))
        return max(filter(None, tries), default=None)

    def _noted(self, name: str) -> datetime | None:
        return backup_notes.noted(self._backups, name)


def is_due(now: datetime, backup_hour: int, trusted_since: datetime | None, last_try: datetime | None) -> bool:
    """Say whether to begin: `now` is of the clock on the wall, `trusted_since` None when there is no backup."""
    if trusted_since is None or (last_try and now - last_try < _AGAIN):
        return False
    is_quiet = 1 <= (now.hour - backup_hour) % 24 <= _QUIET_HOURS
    return now - trusted_since > (_EVERY if is_quiet else _OVERDUE)
