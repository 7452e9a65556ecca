"""Run named checks, one clear line of result each."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from labtool.errors import LabError
from labtool.progress import say, ticking

Body = Callable[[], str | None]
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

    def check_all(self, checks: Sequence[tuple[str, Body]]) -> None:
        """Run checks that do not mind each other side by side; each line comes in its turn, with the wait for it."""
        with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
            for (name, _), running in zip(checks, [pool.submit(body) for _, body in checks], strict=True):
                self.check(name, running.result)

    def leave_out(self, name: str, reason: str) -> None:
        """Say plainly that something did not run, and what to do about it."""
        self.left_out.append(name)
        say(f"left out  {name}: {reason}")

    def summary(self) -> str:
        """Return one line over all."""
        text = f"{self.passed} ok, {len(self.failed)} failed, {len(self.left_out)} left out"
        return f"{text}: {', '.join(self.failed)}" if self.failed else text
