"""Turn words of a text file into numbers."""

import re

import numpy as np
import numpy.typing as npt

from inspector.errors import Unreadable

# What C libraries print for numbers that are none: nan(ind), 1.#QNAN, -1.#INF00, infinity.
_NO_NUMBER = re.compile(rb"[-+]?(?:nan|inf|\d\.#).*", re.IGNORECASE)
_COMMA = re.compile(rb"[-+]?\d*,\d+(?:e[-+]?\d+)?", re.IGNORECASE)


def to_floats(words: list[bytes] | list[str]) -> npt.NDArray[np.float64]:
    """Return the words as numbers, NaN for what stands for no number.

    Raises Unreadable for a word that is neither.
    """
    try:
        return np.fromiter(map(float, words), np.float64, len(words))
    except ValueError:
        return np.fromiter(map(_to_float, words), np.float64, len(words))


def _to_float(word: bytes | str) -> float:
    try:
        return float(word)
    except ValueError:
        text = word if isinstance(word, bytes) else word.encode()
        if _NO_NUMBER.fullmatch(text):
            return float("nan")
        if _COMMA.fullmatch(text):
            raise Unreadable(
                "Its numbers are written with decimal commas.",
                "Set your program or computer to decimal points, export it again and send the new file.",
            ) from None
        raise Unreadable("It has text where numbers should be.") from None


def to_ints(words: list[bytes] | list[str]) -> npt.NDArray[np.int64]:
    """Return the words as whole numbers. Raises Unreadable for a word that is none."""
    try:
        return np.fromiter(map(int, words), np.int64, len(words))
    except (ValueError, OverflowError):
        raise Unreadable("It refers to points that it does not hold.") from None
