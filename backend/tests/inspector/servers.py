"""Warm servers whose children do what a test says instead of reading; all else is as ever."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from textwrap import indent

import psutil  # type: ignore[import-untyped]  # it comes without types

from inspector import cage
from inspector.keeper import Keeper

Command = Callable[..., list[str]]
COMMANDS: dict[str, Command] = {"open": cage.python} | ({} if cage.hindrance() else {"caged": cage.caged})
_PLAY = """
import json, os, signal, socket, subprocess, sys, time
from pathlib import Path
import inspector
from inspector import warm_server

def play(path, out, file_format, printers):
    said = None
{script}
    return {{"format": file_format, "warnings": [], "scripts": [str(said)], "thumbnail": None, "refused": None}}

inspector.run = play
warm_server.main()
"""
_WATCH = """
import os, sys
import inspector
from inspector import warm_server
from inspector.picture import thumbnail

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CALLS = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "os.kill", "ctypes.")
CHANGES = ("os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink")
read = inspector.run
thumbnail.SIDE = 64  # nobody looks at these pictures

def watched(path, out, file_format, printers):
    def is_elsewhere(place):
        return not isinstance(place, int) and not os.fspath(place).startswith(str(out))

    def notice(event, said):
        writes = event == "open" and said[2] & WRITES and is_elsewhere(said[0])
        changes = event.startswith(CHANGES) and is_elsewhere(said[0])
        if writes or changes or event.startswith(CALLS):
            os.write(2, f"NOTICED {{event}} {{said}}".encode())
            os._exit(77)

    sys.addaudithook(notice)
    {first}
    return read(path, out, file_format, printers)

inspector.run = watched
warm_server.main()
"""


@contextmanager
def watching(command: Command = cage.python, first: str = "pass") -> Iterator[Keeper]:
    """Keep a server whose children end at once when they touch anything but their file and their scratch.

    They do ``first`` before they read; the log then tells what was noticed.
    """
    keeper = Keeper(lambda: command("-c", _WATCH.format(first=first)))
    try:
        yield keeper
    finally:
        keeper.close()


@contextmanager
def playing(script: str, command: Command = cage.python) -> Iterator[Keeper]:
    """Keep a server whose children run the script; what it puts into ``said`` stands in the report's scripts."""
    keeper = Keeper(lambda: command("-c", _PLAY.format(script=indent(script, "    "))))
    try:
        yield keeper
    finally:
        keeper.close()


def ended(process_id: int, within_seconds: float = 5) -> bool:
    """Wait until a process that is not our child is gone, or dead and unburied."""
    deadline = time.monotonic() + within_seconds
    while True:
        try:
            if psutil.Process(process_id).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.01)


def until(condition: Callable[[], object], within_seconds: float = 20) -> None:
    """Wait until the condition holds; AssertionError when it never does."""
    deadline = time.monotonic() + within_seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)
