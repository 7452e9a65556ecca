"""Scripts in a slicer's settings: commands that run on the computer of whoever exports from the file."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from inspector.sliced.words import cleaned

KEY = "post_process"
_MOST_SHOWN = 20
_MOST_CHARACTERS = 1_000
_MOST_READ = 10_000  # scripts, lines, and characters of each
_MORE = "…"
# The way settings are written in one line: "quoted; \"so\"";plain
_ITEM = re.compile(r'"((?:[^"\\]++|\\.)*+)"|([^;]+)', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ENDS_LINE = {"n": "\n", "r": "\n"}
_SOMETHING = re.compile(r"\S")


def written_in_line(value: str) -> list[str]:
    """Return the scripts of a setting as it stands in G-code and INI files."""
    return [_unescaped(quoted) or plain for quoted, plain in _ITEM.findall(value)]


def shown(scripts: Iterable[str]) -> list[str]:
    """Return the scripts for people to read: each line once. What is cut, or cannot be shown, leaves a sign."""
    lines = islice((line for script in islice(scripts, _MOST_READ) for line in _lines(script)), _MOST_READ)
    texts = list(dict.fromkeys(lines))
    return texts if len(texts) <= _MOST_SHOWN else [*texts[:_MOST_SHOWN], _MORE]


def _lines(script: str) -> Iterator[str]:
    texts = [text for line in script[:_MOST_READ].splitlines() if (text := cleaned(line, _MOST_CHARACTERS + 1))]
    yield from (text if len(text) <= _MOST_CHARACTERS else text[:_MOST_CHARACTERS] + _MORE for text in texts)
    if len(script) > _MOST_READ or (not texts and _SOMETHING.search(script)):
        yield _MORE


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: _ENDS_LINE.get(found[1], found[1]), text)
