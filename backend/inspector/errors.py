"""What stops an inspection.

Stop
├── Refused      the file must not be read (a bomb, a cycle, far too large): ``refused`` in the report
└── Unreadable   the file is damaged or holds nothing we can measure: a warning in the report
    ├── OutOfTime
    └── OutOfMemory
"""

from inspector.messages import EXPORT_AGAIN, TOO_LARGE_ADVICE, refusal_text, unreadable
from inspector.report import Refusal


class Stop(Exception):  # noqa: N818 - an answer about the file, not an error of ours
    """End the inspection of this file with a plain answer."""


class Refused(Stop):
    """The file is not read on purpose."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.text)


def unsafe(key: str) -> Refused:
    """Return the stop for a file that would harm whoever opens it; ``key`` names the text."""
    return Refused(Refusal("unsafe", refusal_text(key)))


def too_complex(most_triangles: int) -> Refused:
    """Return the stop for a file with more triangles than anybody can use."""
    return Refused(Refusal("too_complex", refusal_text("too_complex", most=most_triangles)))


class Unreadable(Stop):
    """The file cannot be read; ``why`` and ``advice`` are whole sentences for people."""

    def __init__(self, why: str, advice: str = EXPORT_AGAIN) -> None:
        self.warning = unreadable(why, advice)
        super().__init__(why)


class OutOfTime(Unreadable):
    """The time allowed for this file is used up."""

    def __init__(self) -> None:
        super().__init__("It takes too long to read.", TOO_LARGE_ADVICE)


class OutOfMemory(Unreadable):
    """The memory allowed for this file is used up."""

    def __init__(self) -> None:
        super().__init__("It needs too much memory to read.", TOO_LARGE_ADVICE)
