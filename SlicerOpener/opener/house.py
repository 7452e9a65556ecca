"""Where this computer keeps things: the one place that knows systems and their folders."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

NAME = "SlicerOpener"
CONFIG = "config.ini"
SYSTEM = {"win32": "Windows", "darwin": "Darwin"}.get(sys.platform, "Linux")


@dataclass(frozen=True)
class House:
    """The computer as the program finds it: Windows, Darwin or Linux, its environment, home and program folder."""

    system: str
    environment: Mapping[str, str]
    home: Path
    program_folder: Path

    def config_places(self) -> tuple[Path, Path]:
        """Return where config.ini is looked for, in order: beside the program, then the user's own."""
        return self.program_folder / CONFIG, self._user_folder("APPDATA", "XDG_CONFIG_HOME", ".config") / CONFIG

    def state_folder(self) -> Path:
        """Return the user's folder for the log, the remembered choices and the sample."""
        return self._user_folder("LOCALAPPDATA", "XDG_STATE_HOME", ".local/state")

    def _user_folder(self, on_windows: str, on_linux: str, usual: str) -> Path:
        if self.system == "Darwin":
            return self.home / "Library/Application Support" / NAME
        chosen = self.environment.get(on_windows if self.system == "Windows" else on_linux, "")
        return (Path(chosen) if Path(chosen).is_absolute() else self.home / usual) / NAME


def this_house() -> House:
    """Return the computer that the program runs on."""
    return House(SYSTEM, dict(os.environ), Path.home(), _program_folder())


def _program_folder() -> Path:
    """Return the folder of SlicerOpener.py, of SlicerOpener.exe, or the one that SlicerOpener.app lies in."""
    if not getattr(sys, "frozen", False):
        return Path(__file__).resolve().parent.parent
    program = Path(sys.executable).resolve()
    bundle = next((folder for folder in program.parents if folder.suffix == ".app"), program)
    return bundle.parent
