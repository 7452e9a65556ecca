"""What people were told while everything was being killed: whatever was acknowledged here must be true in the end."""

import threading
from collections import Counter
from dataclasses import dataclass, field

from labtool.progress import say


@dataclass
class Told:
    """Promises that left the house, from many threads."""

    submitted: dict[str, str] = field(default_factory=dict)  # job id -> SHA-256 of what was sent
    done: list[tuple[str, str]] = field(default_factory=list)  # job id, status that a 200 said it has reached
    answers: Counter[str] = field(default_factory=Counter)  # status of each answer, or "none"
    broken: list[str] = field(default_factory=list)  # what people never should have met
    _alone: threading.Lock = field(default_factory=threading.Lock)

    def note_submitted(self, job_id: str, sha256: str) -> None:
        """Keep a 201."""
        with self._alone:
            self.submitted[job_id] = sha256

    def note_done(self, job_id: str, status: str) -> None:
        """Keep a 200 to an action."""
        with self._alone:
            self.done.append((job_id, status))

    def note_answer(self, status: str) -> None:
        """Count an answer."""
        with self._alone:
            self.answers[status] += 1

    def note_broken(self, text: str) -> None:
        """Keep what went wrong for somebody, and say it at once."""
        say(f"broken: {text}")
        with self._alone:
            self.broken.append(text)
