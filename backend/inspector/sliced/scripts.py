"""Scripts in a slicer's settings: commands that run on the computer of whoever exports from the file."""

import re
from collections.abc import Iterable
from itertools import islice

from inspector.sliced.words import cleaned

KEY = "post_process"
_MOST_SCRIPTS = 20
_MOST_CHARACTERS = 200
_MOST_READ = 10_000  # lines, and characters of each
# The way settings are written in one line: "quoted; \"so\"";plain
_ITEM = re.compile(r'"((?:[^"\\]|\\.)*)"|([^;]+)', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ENDS_LINE = {"n": "\n", "r": "\n"}


def written_in_line(value: str | None) -> list[str]:
    """Return the scripts of a setting as it stands in G-code and INI files."""
    items = [_unescaped(quoted) or plain for quoted, plain in _ITEM.findall(value or "")]
    return shown(items)


def shown(scripts: Iterable[str]) -> list[str]:
    """Return the scripts for people to read: each line once, cut, not too many."""
    lines = (line for script in scripts for line in script[:_MOST_READ].splitlines())
    texts = (cleaned(line, _MOST_CHARACTERS) for line in islice(lines, _MOST_READ))
    return list(dict.fromkeys(text for text in texts if text))[:_MOST_SCRIPTS]


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: _ENDS_LINE.get(found[1], found[1]), text)
