"""What a process of a cell does at its fault points: it counts them, tells of them, and is struck at one."""

import errno
import json
import os
import signal
import threading
from typing import NoReturn

from tests.faults.points import can_happen

BUSY_S = 0.05  # how long a deed takes that whoever asked has to wait for
ENDLESS_S = 5.0  # how long one takes at most that nobody needs to wait for


class Victim:
    """A process that is struck at the `hit`-th of the points where `kind` can happen; `hit` 0 never comes."""

    def __init__(self, kind: str, hit: int, told: int) -> None:
        self.kind, self.hit, self.told = kind, hit, told
        self.is_answered = threading.Event()
        self.is_committed = False
        self._met = 0
        self._counting = threading.Lock()

    def strike(self, point: str) -> None:
        """Take down that the process has come to a point, and let happen there what is to happen."""
        self.is_committed = self.is_committed or point == "change.committed"
        with self._counting:
            self._met += can_happen(self.kind, point)
            is_now = can_happen(self.kind, point) and self._met == self.hit
        self.tell("struck" if is_now else "passed", point)
        if is_now:
            self._suffer()

    def _suffer(self) -> None:
        if self.kind == "kill":
            die()
        elif self.kind == "hang":
            self.is_answered.wait(ENDLESS_S if self._is_beside() else BUSY_S)
        else:
            number = getattr(errno, self.kind)
            raise OSError(number, os.strerror(number))

    def _is_beside(self) -> bool:
        """Say whether the answer has no need to wait for this thread."""
        return self.is_committed and threading.current_thread() is not threading.main_thread()

    def tell(self, word: str, what: object) -> None:
        """Let the process that watches know, even if this one is dead a moment later."""
        os.write(self.told, json.dumps([word, what]).encode() + b"\n")


def die() -> NoReturn:
    """Kill this process and all that it has started, the hard way."""
    os.killpg(0, signal.SIGKILL)
    raise AssertionError("it cannot come to this")
