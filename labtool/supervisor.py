"""Keep the processes of an installation alive: start, restart with growing pauses, stop in order."""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from subprocess import Popen
from typing import Any

from labtool.errors import LabError, StopRequestedError
from labtool.processes import fingerprint, kill_session
from labtool.progress import say
from labtool.service import Service
from labtool.spawn import stop

_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 10  # a mail goes out within a minute of a kill: pause, start, lease and sweep fit in
_CALM_AFTER_S = 5  # whatever ended it then was not its start; nor was it, of what has answered
_TRIES_BEFORE_OPENING = 3


@dataclass
class Child:
    """Hold what happened to one service."""

    service: Service
    process: "Popen[bytes]"
    started_at: float
    fingerprint: str | None
    has_answered: bool = False
    restarts: int = 0
    pause_s: float = _FIRST_PAUSE_S
    restart_at: float | None = None


class Supervisor:
    """Own the child processes; used from the main thread alone, as the children's lives hang on it."""

    def __init__(
        self, logs: Path, on_change: Callable[[list[dict[str, Any]]], None], stop_requested: threading.Event
    ) -> None:
        """Take the folder of the log files, whom to tell when a process comes or goes, and what ends a wait."""
        self._logs = logs
        self._stop_requested = stop_requested
        self._on_change = on_change
        self._children: dict[str, Child] = {}
        self._is_told = True

    def start(self, services: Iterable[Service]) -> None:
        """Start services side by side, without waiting for them."""
        for service in services:
            self._children[service.name] = self._launch(service)
        self._tell()

    def wait_ready(self, condition: Callable[[], bool], timeout_s: float, what: str) -> None:
        """Tend the children until the condition holds.

        Raises LabError when one keeps ending or time runs out, StopRequestedError when we are to stop.
        """
        deadline = time.monotonic() + timeout_s
        while not condition():
            self.tend()
            failing = [child for child in self._children.values() if child.restarts >= _TRIES_BEFORE_OPENING]
            if failing:
                raise LabError(f"{self._tail(failing[0])}\n{failing[0].service.name} does not start; see above.")
            if time.monotonic() > deadline:
                raise LabError(f"{what} took more than {timeout_s:.0f} s; the logs are in {self._logs}")
            if self._stop_requested.wait(0.05):
                raise StopRequestedError

    def is_ready(self, name: str) -> bool:
        """Tell whether a started service answers."""
        child = self._children[name]
        return child.process.poll() is None and _answers(child)

    def tend(self) -> None:
        """Notice children that ended, and restart them when their pause is over."""
        now = time.monotonic()
        for name, child in self._children.items():
            if child.restart_at is None:
                if child.process.poll() is not None:
                    self._note_end(child, now)
                elif not child.has_answered:
                    child.has_answered = _answers(child)
            elif now >= child.restart_at:
                self._children[name] = self._relaunch(child, now)
                self._tell()
        if not self._is_told:
            self._tell()

    def stop_all(self) -> None:
        """End all children, stage by stage; those of one stage end side by side."""
        children = sorted(self._children.values(), key=lambda child: child.service.stop_stage)
        for _, stage in groupby(children, key=lambda child: child.service.stop_stage):
            together = list(stage)
            for child in together:
                if child.process.poll() is None:
                    child.process.send_signal(child.service.stop_signals[0][0])
            for child in together:
                # told once already: a second SIGTERM would make RQ drop its job
                stop(child.process, child.service.stop_signals, already_told=True)
        self._children.clear()
        self._tell()

    def _launch(self, service: Service) -> Child:
        with (self._logs / f"{service.name}.log").open("ab") as log:
            process = service.launch(log)
        return Child(service, process, time.monotonic(), fingerprint(process.pid))

    def _relaunch(self, ended: Child, now: float) -> Child:
        kill_session(ended.process.pid)  # workers that outlived their master would hold its port
        pause_s = min(ended.pause_s * 2, _LONGEST_PAUSE_S)
        try:
            child = self._launch(ended.service)
        except (OSError, RuntimeError) as error:
            say(f"{ended.service.name} could not be started ({error}); trying again in {pause_s:g} s")
            return replace(ended, restarts=ended.restarts + 1, pause_s=pause_s, restart_at=now + pause_s)
        return replace(child, restarts=ended.restarts + 1, pause_s=pause_s)

    def _note_end(self, child: Child, now: float) -> None:
        if child.has_answered or now - child.started_at > _CALM_AFTER_S:
            child.pause_s = _FIRST_PAUSE_S
        child.restart_at = now + child.pause_s
        code = child.process.returncode
        say(f"{child.service.name} ended unexpectedly ({code}); starting it again in {child.pause_s:g} s")
        self._tell()

    def _tail(self, child: Child) -> str:
        log = self._logs / f"{child.service.name}.log"
        return "\n".join(log.read_text(errors="replace").splitlines()[-20:])

    def _tell(self) -> None:
        """Say what runs; a disk that is full for a while must end nothing that does."""
        try:
            self._on_change([_as_dict(child) for child in self._children.values()])
        except OSError as error:
            if self._is_told:
                say(f"what runs could not be written down ({error}); trying again until it can")
            self._is_told = False
        else:
            self._is_told = True


def _answers(child: Child) -> bool:
    return child.service.is_ready is not None and child.service.is_ready(child.process.pid)


def _as_dict(child: Child) -> dict[str, Any]:
    return {
        "name": child.service.name,
        "pid": child.process.pid,
        "fingerprint": child.fingerprint,
        "port": child.service.port,
        "restarts": child.restarts,
        "since": time.time() - (time.monotonic() - child.started_at),
        "running": child.restart_at is None,
    }
