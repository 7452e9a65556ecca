"""See every call of Python for a file, the network or a process: audit events, and what raises none."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_WATCHED = ("open", "os.", "socket.", "subprocess.", "shutil.", "ctypes.", "winreg.", "glob.", "tempfile.", "urllib.")
_SILENT = {call.__name__: call for call in (os.stat, os.lstat, os.readlink, os.access)}  # these raise no audit event
_watching: list["Watch"] = []


class Watch:
    """What happened between its beginning and its end: the event's name and its arguments."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.events: list[tuple[str, tuple[Any, ...]]] = []

    def __enter__(self) -> "Watch":
        """Watch."""
        _watching.append(self)
        for name, call in _SILENT.items():
            setattr(os, name, _noting(name, call))
        return self

    def __exit__(self, *_: object) -> None:
        """Watch no more."""
        for name, call in _SILENT.items():
            setattr(os, name, call)
        _watching.remove(self)

    def launches(self) -> list[str]:
        """Return the events that start a program or reach for the network."""
        starts = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.startfile")
        return [name for name, _ in self.events if name.startswith((*starts, "socket."))]

    def below(self, folder: Path) -> list[str]:
        """Return the events about a folder or what lies in it."""
        return [name for name, facts in self.events if facts and str(folder) in str(facts[0])]


def _note(name: str, facts: tuple[Any, ...]) -> None:
    for watch in _watching:
        watch.events.append((name, facts))


def _audit(name: str, facts: tuple[Any, ...]) -> None:
    if _watching and name.startswith(_WATCHED):
        _note(name, facts)


def _noting(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
    def body(*facts: Any, **named: Any) -> Any:
        _note(f"os.{name}", facts)
        return call(*facts, **named)

    return body


sys.addaudithook(_audit)
