"""Wait for what other processes bring about."""

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")
LOOK_AGAIN_S = 0.03


def wait_for(look: Callable[[], Found | None], what: str, seconds: float = 60) -> Found:
    """Return the first true answer of `look`. AssertionError with `what` and the last answer when time runs out."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, f"not within {seconds:g} s: {what}; last seen: {found!r}"
        time.sleep(LOOK_AGAIN_S)
    return found
