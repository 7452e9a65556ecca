"""Let several callers do something at the very same moment."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from e2e.caller import Answer


def at_once(deeds: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """Do all deeds at the same time, each in a thread of its own; return their answers in order."""
    start = threading.Barrier(len(deeds))

    def run(deed: Callable[[], Answer]) -> Answer:
        start.wait()
        return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def only_winner(answers: Sequence[Answer], status: int, losing: dict[int, set[str]]) -> int:
    """Return the index of the one answer with this status; all others must be refusals of these statuses and codes."""
    won = [number for number, answer in enumerate(answers) if answer.status == status]
    assert len(won) == 1, [answer.text for answer in answers]
    for number, answer in enumerate(answers):
        if number != won[0]:
            assert answer.status in losing and answer.json["code"] in losing[answer.status], answer.text
    return won[0]
