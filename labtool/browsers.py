"""Find Chromium for the browser tests, and install it where we may."""

import os
import shutil
from pathlib import Path

from labtool.command import run_step
from labtool.errors import LabError
from labtool.paths import VENV
from labtool.progress import step

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_WITHOUT_WINDOW = "chromium-headless-shell"
_FONTS = Path("/usr/share/fonts/truetype/liberation")
HOW_TO_GET_IT = "install it (Debian: apt-get install chromium fonts-liberation), or set CHROMIUM to its path"


def chromium() -> str | None:
    """Return the path of a Chromium: CHROMIUM, or the first found on the PATH."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return chosen
    return next((path for path in map(shutil.which, _NAMES) if path), None)


def windowless_chromium() -> str | None:
    """Return the path of a Chromium for pages that nobody sees.

    Debian's headless shell takes a quarter less of the processor; where there is none, it is the one with windows.
    """
    return os.environ.get("CHROMIUM") or shutil.which(_WITHOUT_WINDOW) or chromium()


def ensure_chromium() -> str | None:
    """Return a Chromium, installed first where we are root on Debian; None where that is not possible."""
    may_install = os.geteuid() == 0 and shutil.which("apt-get") is not None
    if may_install and (chromium() is None or not _FONTS.is_dir()):
        with step("Chromium and fonts"):
            _install()
    return chromium()


def _install() -> None:
    log = VENV / "lab" / "apt.log"
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    wanted = ["fonts-liberation", *([] if chromium() else ["chromium"])]
    try:
        run_step(["apt-get", "update"], log, Path("/"), environment)
        run_step(["apt-get", "install", "--yes", "--no-install-recommends", *wanted], log, Path("/"), environment)
    except LabError:
        if chromium() is None and os.environ.get("CI"):
            raise
