"""Turn what slicers write into numbers and short texts; None for whatever is not exactly that."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

MOST_G = MOST_ML = 100_000
MOST_MM = 100_000_000
MOST_MM3 = 1_000_000_000
MOST_S = 366 * 86_400
_MOST_CHARACTERS = 100
_AMOUNT = re.compile(r"\d{1,12}(?:\.\d{1,12})?(?:e[-+]\d{1,2})?", re.ASCII)
_UNITS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}
_DURATION = re.compile(r"(?:(\d{1,6})d ?)?(?:(\d{1,6})h ?)?(?:(\d{1,6})m ?)?(?:(\d{1,8})s)?", re.ASCII)


def amount(text: str | None, most: int) -> Decimal | None:
    """Return a number above 0 and up to ``most``: a slicer that does not know writes 0."""
    return total([text] if text is not None else [], most)


def total(texts: Iterable[str], most: int) -> Decimal | None:
    """Return the exact sum of numbers; None when one of them is none, or when the sum is 0 or beyond ``most``."""
    words = [text.strip() for text in texts]
    if not all(_AMOUNT.fullmatch(word) for word in words):
        return None
    found = sum((Decimal(word) for word in words), Decimal(0))
    return found if 0 < found <= most else None


def seconds(text: str | None) -> int | None:
    """Return the seconds of ``1d 2h 3m 4s``, in which any part may be missing."""
    found = _DURATION.fullmatch(text.strip()) if text else None
    if found is None:
        return None
    whole = sum(int(number or 0) * unit for number, unit in zip(found.groups(), _UNITS.values(), strict=True))
    return whole if 0 < whole <= MOST_S else None


def whole_seconds(text: str | None) -> int | None:
    """Return a number of seconds, rounded to whole ones."""
    found = amount(text, MOST_S)
    return None if found is None else round(found) or None


def cleaned(text: str | None, most_characters: int = _MOST_CHARACTERS) -> str | None:
    """Return the printable part of a text on one line, cut; None when nothing is left."""
    start = (text or "")[: 10 * most_characters]
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in start).split())
    return line[:most_characters].strip() or None


def types_used(types: Sequence[str], used_g: Sequence[str]) -> str | None:
    """Return the materials, each once; only those with some grams when as many numbers are given."""
    if len(types) == len(used_g) and any(amount(grams, MOST_G) for grams in used_g):
        types = [kind for kind, grams in zip(types, used_g, strict=True) if amount(grams, MOST_G)]
    return cleaned(", ".join(dict.fromkeys(kind.strip() for kind in types if kind.strip())))
