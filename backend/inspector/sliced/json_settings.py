"""Settings that Orca and Bambu Studio write as one JSON object, each with the place of its value in the text."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from inspector.errors import Unreadable

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class Setting:
    """One member of the object; its value stands at ``text[start:end]``."""

    key: object
    value: object
    start: int
    end: int


def settings_in(text: str) -> Iterator[Setting]:
    """Yield the members of the object that the text begins with; slicers ignore what follows it.

    Ends where the text is no JSON any more. Raises Unreadable where slicers may read on and we cannot.
    """
    at = _after(text, 0, "{")
    while at:
        try:
            key, end = _DECODER.raw_decode(text, at)
            if not (start := _after(text, end, ":")):
                return
            value, end = _DECODER.raw_decode(text, start)
        except ValueError:
            return
        except RecursionError:
            raise Unreadable("Its settings are nested far too deeply.") from None
        yield Setting(key, value, start, end)
        at = _after(text, end, ",")


def _after(text: str, at: int, sign: str) -> int:
    """Return where the next word stands behind a sign; 0 when the sign is not there."""
    at = _space(text, at)
    return _space(text, at + 1) if text[at : at + 1] == sign else 0


def _space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
