"""A computer of a lab for tests, and hands for a screen that nobody sees."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from opener.house import House

PROGRAM = Path(__file__).resolve().parent.parent / "SlicerOpener.py"
JOB = "ReadyToPrint/MiraHolm_Filament_Black_42"
PATIENCE_S = 20


@dataclass(frozen=True)
class Lab:
    """A computer of a lab: its folders, and what its slicer was started with."""

    house: House
    root: Path
    record: Path

    def configure(self, *lines: str, root: Path | None = None) -> Path:
        """Write config.ini: the storage folder, then these lines."""
        file = self.house.config_places()[1]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(["[opener]", f"storage_root = {root or self.root}", *lines]), encoding="utf-8")
        return file

    def slicer(
        self, name: str = "Recorder", extensions: str = "stl obj 3mf form gcode bgcode sl1 sl1s ufp"
    ) -> list[str]:
        """Return the lines that set up a slicer which writes its arguments down."""
        script = self.house.home / name.replace(" ", "")
        script.write_text(f'#!/bin/sh\nprintf "%s\\n" "{name}" "$@" >>"{self.record}"\n')
        script.chmod(0o755)
        return [f"[slicer {name}]", f"program = {script}", f"extensions = {extensions}"]

    def add(self, path: str) -> Path:
        """Put a file onto the storage."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"solid\nendsolid\n")
        return file

    def launched(self) -> list[str]:
        """Return what slicers were started with, a line an argument."""
        return self.record.read_text(encoding="utf-8").splitlines() if self.record.exists() else []

    def log(self) -> list[list[str]]:
        """Return the log's lines, split at their tabs."""
        file = self.house.state_folder() / "opener.log"
        return [line.split("\t") for line in file.read_text().splitlines()] if file.exists() else []

    def on(self, system: str) -> "Lab":
        """Return the same computer under another system."""
        return replace(self, house=replace(self.house, system=system))

    def call(self, *arguments: str, display: str = "") -> subprocess.Popen[str]:
        """Start the program as a browser would."""
        environment = {**os.environ, **self.house.environment, "HOME": str(self.house.home), "DISPLAY": display}
        command = [sys.executable, str(PROGRAM), *arguments]
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for(what: Callable[[], object]) -> object:
    """Wait until it answers something, and return that."""
    end = time.monotonic() + PATIENCE_S
    while not (answer := what()):
        if time.monotonic() > end:
            raise AssertionError("it did not happen in time")
        time.sleep(0.02)
    return answer


class Screen:
    """A screen that nobody sees, with hands on its mouse and keyboard."""

    def __init__(self, display: str, scaling: float) -> None:
        """Take its name, and how large everything on it is."""
        self.display = display
        self.scaling = scaling

    def do(self, *words: str) -> str:
        """Let xdotool do something; returns what it says."""
        environment = {**os.environ, "DISPLAY": self.display}
        return subprocess.run(
            ["xdotool", *words], env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE_S
        ).stdout.strip()

    def window(self) -> str:
        """Wait for a dialog that has the keyboard; returns its number."""
        wait_for(lambda: self.do("search", "--onlyvisible", "--name", "^SlicerOpener$"))
        wait_for(lambda: self.do("getwindowfocus", "getwindowname") == "SlicerOpener")
        return self.do("search", "--onlyvisible", "--name", "^SlicerOpener$").splitlines()[-1]

    def size(self, window: str) -> tuple[int, int]:
        """Return width and height in pixels."""
        lines = dict(line.split("=") for line in self.do("getwindowgeometry", "--shell", window).splitlines())
        return int(lines["WIDTH"]), int(lines["HEIGHT"])
