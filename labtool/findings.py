"""What the doctor finds: a line for each thing that was looked at, and what to do where it is not well."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from labtool.progress import say, ticking

PATIENCE_S = 30
NO_ANSWER = f"it gave no answer for {PATIENCE_S} seconds"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `advice` is empty when it is well."""

    text: str
    advice: str = ""

    def show(self) -> None:
        """Print it."""
        say(f"{'attention' if self.advice else 'ok':<11}{self.text}")
        if self.advice:
            say(f"{'':<11}-> {self.advice}")


@dataclass(frozen=True)
class Look:
    """One thing to look at: its name, how, and what to do when looking itself fails."""

    name: str
    at: Callable[[], Finding]
    advice: str

    def find(self) -> Finding:
        """Look, but not for ever: who hangs in a dead share is left behind."""
        answer = _Answer()
        thread = threading.Thread(target=answer.take, args=(self.at,), daemon=True)
        with ticking(self.name):
            thread.start()
            thread.join(PATIENCE_S)
        if answer.finding is None:
            return Finding(f"{self.name}: {answer.error or NO_ANSWER}", self.advice)
        return answer.finding


class _Answer:
    """Carry what a thread found to who waits for it."""

    finding: Finding | None = None
    error: OSError | None = None

    def take(self: Self, look: Callable[[], Finding]) -> None:
        try:
            self.finding = look()
        except OSError as error:
            self.error = error


def show_all(looks: list[Look]) -> int:
    """Look at everything, print each finding, and return 0 when all is well, else 1."""
    findings = []
    for look in looks:
        findings.append(look.find())
        findings[-1].show()
    open_points = sum(bool(each.advice) for each in findings)
    say(f"\n{'All is well.' if not open_points else f'{open_points} of {len(findings)} need attention.'}")
    return 1 if open_points else 0
