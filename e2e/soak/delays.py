"""How late a mail was, when what sends mails was killed meanwhile. Times are seconds since the epoch."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence

NEEDED_BY_MAIL = frozenset({"postgres", "postgres backend", "scheduler", "worker"})


def delay_s(promised_at: float, sent_at: float, killed_at: Sequence[float]) -> float:
    """Return the seconds from the promise, or from the last kill before the sending, whichever is later.

    `killed_at` lists the kills of parts that mails need, in order.
    """
    earlier = bisect_left(killed_at, sent_at)
    began = max(promised_at, killed_at[earlier - 1]) if earlier else promised_at
    return sent_at - began


def percentile(values: Iterable[float], share: float) -> float:
    """Return the smallest value that this share of all values does not exceed; 0 when there are none."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0
