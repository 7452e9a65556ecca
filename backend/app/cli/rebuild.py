"""Rebuild a lost database from the storage."""

import click

from app.cli.context import OPERATOR, cli, installation
from app.config import Settings
from app.services import rebuild_service


@cli.command()
def rebuild() -> None:
    """Bring the jobs of the storage's metadata.json files back into an empty database."""
    with installation(Settings().as_owner()):
        report = rebuild_service.rebuild(OPERATOR)
        for text in report.problems:
            click.echo(f"not read: {text}")
        click.echo(f"Rebuilt: {report.jobs} jobs and {report.payments} payments; {len(report.problems)} not read.")
