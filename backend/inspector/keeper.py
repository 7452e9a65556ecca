"""Keep the warm server of this process: started when it is first asked, started anew when it has ended.

Threads may ask at once. A process that was forked off starts a server of its own.
"""

import json
import os
import socket
import threading
from collections.abc import Callable, Mapping

from inspector.keeper_start import Running, best_command, start
from inspector.warm_server import BEGUN

_FAREWELL_SECONDS = 3


class GoneError(Exception):
    """The server ended before it answered."""


class Keeper:
    """Hand questions to a warm server that is always there."""

    def __init__(self, command: Callable[[], list[str]] = best_command, patience_seconds: float = 120) -> None:
        """Take what finds the command that starts the server, and how long it may take to begin with a file."""
        self._command = command
        self.patience_seconds = patience_seconds
        self._lock = threading.Lock()
        self._running: Running | None = None

    def ask(self, question: Mapping[str, object], files: list[int], wall_seconds: float) -> int | None:
        """Have a file read; ``files`` are open, in the order of warm_server.FILES without the last.

        Returns how the child ended, None when it took longer than ``wall_seconds``: it is killed then. What the server
        has to load first does not count. Raises GoneError when it ended meanwhile, OSError when none can be started.
        """
        running = self._at_work()
        ours, theirs = socket.socketpair()
        with ours:
            try:
                with theirs:
                    running.send(json.dumps(question).encode(), [*files, theirs.fileno()])
                ours.settimeout(self.patience_seconds)
                _next_word(ours, len(BEGUN))
                ours.settimeout(max(0.001, wall_seconds))
                return self._awaited(ours, running)
            except (OSError, EOFError) as error:
                self._dismiss(running)
                raise GoneError from error

    def expect_models(self) -> None:
        """Have the server load at once what reading models takes, before the first one waits for that.

        Raises OSError when none can be started.
        """
        self._at_work().send(b"{}", [])

    @property
    def pid(self) -> int | None:
        """Return the process id of the server, or of its cage, if it is at work."""
        return self._running.process.pid if self._running else None

    def close(self) -> None:
        """End the server and wait for that."""
        if running := self._running:
            self._dismiss(running)
            running.ended.wait(_FAREWELL_SECONDS)

    def forget(self) -> None:
        """Leave the server to the process that this one was forked from."""
        if self._running:
            self._running.socket.close()
        self._lock, self._running = threading.Lock(), None

    def _awaited(self, ours: socket.socket, running: Running) -> int | None:
        try:
            return int(_next_word(ours))
        except TimeoutError:
            ours.settimeout(_FAREWELL_SECONDS)
        try:
            ours.shutdown(socket.SHUT_WR)  # nobody waits any longer: the server kills the child and says so
            _next_word(ours)
        except (OSError, EOFError):
            self._dismiss(running)
        return None

    def _at_work(self) -> Running:
        with self._lock:
            if self._running is not None and self._running.ended.is_set():
                self._running.socket.close()
                self._running = None
            if self._running is None:
                self._running = start(self._command())
            return self._running

    def _dismiss(self, running: Running) -> None:
        """Kill this server; the next question starts another."""
        with self._lock:
            if self._running is running:
                self._running = None
        running.process.kill()
        running.socket.close()


def _next_word(ours: socket.socket, length: int = 16) -> bytes:
    said = ours.recv(length)
    if not said:
        raise EOFError
    return said


OURS = Keeper()
os.register_at_fork(after_in_child=OURS.forget)
