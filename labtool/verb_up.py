"""Open the shop: install and build what changed, start everything, stay until Ctrl-C."""

import argparse
import time

from labtool import python_packages, web_build
from labtool.front_port import choose_port, choose_public_url
from labtool.installation import Installation
from labtool.leftovers import end_leftovers
from labtool.opening import Opening, Wishes
from labtool.ports import LOOPBACK
from labtool.services import Front


def configure(parser: argparse.ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("--port", type=int, help="port of the front door (default: PORT, the last one, 3000)")
    parser.add_argument("--host", nargs="?", const="0.0.0.0", default=LOOPBACK, help="open to the network")  # noqa: S104
    parser.add_argument("--public-url", help="what links in mails start with (default http://localhost:PORT)")
    parser.add_argument("--demo", action="store_true", help="add about 25 jobs in every status, once")
    parser.add_argument("--quiet", action="store_true", help="keep the services' lines out of the console")


def run(options: argparse.Namespace) -> int:
    """Return when the shop is closed again."""
    wishes = Wishes(options.demo, options.quiet, time.monotonic())
    installation = Installation(options.data)
    installation.make_folders()
    with installation.held():
        end_leftovers(installation)
        installation.write_state({})  # what a killed launcher said of itself holds no longer
        python_packages.install()
        with web_build.built() as build:
            port = choose_port(installation, options.port, options.host)
            front = Front(options.host, port, choose_public_url(installation, options.public_url))
            return Opening(installation, build, front, wishes).run()
