"""Say "not now" to somebody who came too often, and when to come again."""

import math

from app.utils.errors import TooMany


def too_many(sentence: str, seconds: int) -> TooMany:
    """Build the refusal; `sentence` has a place for {when}."""
    return TooMany(sentence.format(when=in_words(seconds)), retry_after_s=seconds)


def in_words(seconds: int) -> str:
    """Say how long to wait: "in 40 seconds", "in 12 minutes", "in 3 hours"."""
    if seconds <= 90:
        return f"in {seconds} second{'s' if seconds > 1 else ''}"
    if seconds <= 90 * 60:
        return f"in {math.ceil(seconds / 60)} minutes"
    return f"in {math.ceil(seconds / 3600)} hours"
