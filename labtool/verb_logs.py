"""Show the logs of one service or of all."""

import argparse
import contextlib
import sys
import time

from labtool.console import Console
from labtool.errors import LabError
from labtool.installation import Installation
from labtool.progress import say


def configure(parser: argparse.ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("service", nargs="?", help="postgres, valkey, api, streams, worker, scheduler, web or front")
    parser.add_argument("-n", "--lines", type=int, default=20, help="how many of the last lines (default 20)")
    parser.add_argument("-f", "--follow", action="store_true", help="go on until Ctrl-C")


def run(options: argparse.Namespace) -> int:
    """Print the ends of the logs, then follow them if asked."""
    installation = Installation(options.data)
    names = sorted(file.stem for file in installation.logs.glob("*.log"))
    if options.service:
        if options.service not in names:
            raise LabError(f"There is no log of {options.service}; there are: {', '.join(names) or 'none yet'}")
        names = [options.service]
    if not names:
        say(f"{installation.logs} holds no logs yet.")
        return 0
    console = Console(installation.logs, names, rotates=False)
    for name in names:
        for line in (installation.logs / f"{name}.log").read_text(errors="replace").splitlines()[-options.lines :]:
            sys.stdout.write(f"{name} | {line}\n")
    with contextlib.suppress(KeyboardInterrupt):
        while options.follow:
            console.pump()
            time.sleep(0.2)
    return 0
