"""Bring an installation to where work can begin."""

import os
from pathlib import Path

import click

from app.cli.context import cli, installation
from app.config import Settings
from app.services import opening_service, share
from app.utils import migrations


@cli.command()
@click.option("--credentials", type=click.Path(path_type=Path), help="File with a `password:` line for front-desk.")
def prepare(credentials: Path | None) -> None:
    """Migrate and seed; safe to run at every start."""
    with installation(Settings().as_owner()):
        migrations.upgrade()
    with installation():
        if not opening_service.mark_storage():
            click.echo("The storage does not carry this installation's mark. Is the share mounted? See `cli storage`.")
        made = opening_service.open_shop(_password_in(credentials))
    if made:
        click.echo(f"workstation: {opening_service.FIRST_WORKSTATION}\npassword: {made}")
    if credentials and credentials.exists():
        _note_staff(credentials)


def _password_in(credentials: Path | None) -> str | None:
    """Read the `password:` line; None when there is no such file or line."""
    lines = credentials.read_text().splitlines() if credentials and credentials.exists() else []
    found = (line.partition(":")[2].strip() for line in lines if line.startswith("password:"))
    return next(found, None) or None


def _note_staff(credentials: Path) -> None:
    """Add the first staff names below the password, once; a secret mounted read-only stays as it is."""
    if "staff:" in credentials.read_text() or not os.access(credentials, os.W_OK):
        return
    with credentials.open("a") as file:
        file.writelines(f"staff: {name}\n" for name in opening_service.FIRST_STAFF)


@cli.command()
def storage() -> None:
    """Mark the storage root as this installation's; do it once, while the share is mounted."""
    with installation():
        share.establish()
        click.echo(f"{share.root()} is marked as the storage of this installation.")
