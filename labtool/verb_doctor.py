"""Look at everything and say what needs attention; with --share, try a folder out as the lab's storage."""

import argparse
from pathlib import Path

from labtool.doctor_house import House
from labtool.doctor_share import trial
from labtool.errors import LabError
from labtool.findings import show_all
from labtool.installation import Installation


def configure(parser: argparse.ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("--share", type=Path, metavar="PATH", help="a folder or mounted share to try out")


def run(options: argparse.Namespace) -> int:
    """Return 0 when all is well, else 1."""
    if options.share is None:
        return show_all(House(Installation(options.data)).looks())
    share = options.share.expanduser().absolute()
    if not share.is_dir():
        raise LabError(f"{share} is not a folder. Is the share mounted there? `mount` lists what is.")
    try:
        with trial(share) as tried:
            return show_all(tried.looks())
    except OSError as error:
        raise LabError(
            f"Nothing can be made in {share}: {error.strerror}. Its owner has to let you write there."
        ) from None
