"""Run named checks, one clear line of result each."""

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from labtool.errors import LabError
from labtool.progress import say, ticking

Body = Callable[[], str | None]
Checks = Iterable[tuple[str, Body]]
_SIDE_BY_SIDE = 2  # of the slow ones, most keep one core busy


@dataclass
class Report:
    """Collect what passed, failed, or was left out and why."""

    failed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    passed: int = 0

    def check(self, name: str, body: Body) -> bool:
        """Run one check; LabError means that it failed, and its text is shown. A returned note is shown too."""
        started = time.monotonic()
        try:
            with ticking(name):
                note = body()
        except LabError as error:
            self.failed.append(name)
            say(f"{error}\nFAILED    {name} ({time.monotonic() - started:.1f} s)")
            return False
        self.passed += 1
        say(f"ok        {name} ({time.monotonic() - started:.1f} s){f': {note}' if note else ''}")
        return True

    @contextmanager
    def side_by_side(self) -> Iterator[Callable[[Checks], None]]:
        """Yield what begins checks that do not mind each other, nor what the body does meanwhile.

        At the end each line comes in its turn, with the wait for it.
        """
        with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
            begun: list[tuple[str, Future[str | None]]] = []
            yield lambda checks: begun.extend((name, pool.submit(body)) for name, body in checks)
            for name, running in begun:
                self.check(name, running.result)

    def leave_out(self, name: str, reason: str) -> None:
        """Say plainly that something did not run, and what to do about it."""
        self.left_out.append(name)
        say(f"left out  {name}: {reason}")

    def summary(self) -> str:
        """Return one line over all."""
        text = f"{self.passed} ok, {len(self.failed)} failed, {len(self.left_out)} left out"
        return f"{text}: {', '.join(self.failed)}" if self.failed else text
