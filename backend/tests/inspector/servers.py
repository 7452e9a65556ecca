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
