"""An installation that people open again whenever its launcher was killed."""

import http.client
import random
import time
from contextlib import ExitStack
from pathlib import Path

from e2e.desk import Desk
from e2e.faults.victims import kill
from e2e.shop import opened
from e2e.waiting import wait_for

BACK_WITHIN_S = 90


class House:
    """One data folder, one port, one launcher after the other."""

    def __init__(self, data: Path, stack: ExitStack) -> None:
        """Open it."""
        self._data, self._stack = data, stack
        self._port: int | None = None
        self.open()
        self.desk = Desk(self.shop, "front-desk", self.shop.password)

    def open(self) -> None:
        """Open it, for the first time or again."""
        self.shop, self._running = self._stack.enter_context(opened(self._data, port=self._port))
        self._port = int(self.shop.url.rpartition(":")[2])

    def lose(self, victim: str, chance: random.Random) -> float:
        """Kill a process, open again when it was the launcher; return the seconds until the desk can work again."""
        launcher = self._running.launcher.pid
        wait_for(lambda: kill(victim, self.shop, launcher, chance), f"a {victim} to kill", BACK_WITHIN_S)
        killed_at = time.monotonic()
        if victim == "launcher":
            self.open()
        wait_for(self.answers, f"the desk to work again after {victim} was killed", BACK_WITHIN_S)
        return time.monotonic() - killed_at

    def answers(self) -> bool:
        """Tell whether the desk can work."""
        try:
            return self.desk.get("/jobs").status == 200
        except (OSError, http.client.HTTPException):
            return False
