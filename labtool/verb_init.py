"""Make the secrets, the database roles, the first workstation and two staff names; or compose's .env."""

import argparse

from labtool import python_packages
from labtool.backing import running_backing
from labtool.compose_settings import write_compose_settings
from labtool.front_port import choose_public_url
from labtool.installation import Installation
from labtool.progress import say, step


def configure(parser: argparse.ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("--compose", action="store_true", help="write .env for docker compose instead")
    parser.add_argument("--public-url", help="with --compose: what people type, e.g. https://print.example.edu")


def run(options: argparse.Namespace) -> int:
    """Do it; what is there already stays as it is."""
    installation = Installation(options.data)
    installation.make_folders()
    if options.compose:
        password = write_compose_settings(installation, options.public_url)
        say("docker compose up --build --detach   opens the shop.")
    else:
        python_packages.install()
        with running_backing(installation) as backing:
            with step("Tables, catalogue and first workstation"):
                backing.prepare(choose_public_url(installation))
            password = backing.password
        say(f"Secrets are in {installation.secrets_file}; ./lab up opens the shop.")
    say(f"Sign in as front-desk, password {password} (kept in {installation.credentials_file}).")
    return 0
