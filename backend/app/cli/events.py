"""The event log."""

import sys

import click

from app.cli.context import cli, installation
from app.services import log_service


@cli.group()
def events() -> None:
    """The event log."""


@events.command("verify")
def verify_events() -> None:
    """Prove that no line of the log was changed, removed, added or moved; the exit code is 1 when one was."""
    with installation():
        found = log_service.verify()
    click.echo(found.message)
    sys.exit(0 if found.ok else 1)
