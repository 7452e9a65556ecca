"""Close the shop that another terminal opened, and wait until it is closed."""

import argparse
import os
import signal
import time

from labtool.errors import LabError
from labtool.installation import Installation
from labtool.leftovers import end_leftovers
from labtool.progress import say, step

_PATIENCE_S = 120


def configure(parser: argparse.ArgumentParser) -> None:
    """Take no options but --data."""


def run(options: argparse.Namespace) -> int:
    """End the launcher, or what a killed one left behind."""
    installation = Installation(options.data)
    launcher = installation.launcher()
    if launcher is None:
        if installation.data.is_dir():
            end_leftovers(installation)
        say(f"{installation.data} is closed.")
        return 0
    with step("Closing"):
        os.kill(launcher, signal.SIGTERM)
        deadline = time.monotonic() + _PATIENCE_S
        while installation.launcher() == launcher:
            if time.monotonic() > deadline:
                raise LabError(f"It still runs after {_PATIENCE_S} s; the logs are in {installation.logs}")
            time.sleep(0.05)
    return 0
