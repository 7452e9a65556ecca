"""The mail that a restore holds until somebody has looked at it."""

import click

from app.cli.backup import backup
from app.cli.context import OPERATOR, installation
from app.services import held_mail


@backup.command("held-mail")
def list_held_mail() -> None:
    """Print the mails that a restore holds."""
    with installation():
        click.echo("\n".join(held_mail.listed()) or "No mail is held.")


@backup.command("release-mail")
def release_mail() -> None:
    """Send the mails that a restore holds."""
    with installation():
        click.echo(f"{held_mail.release(OPERATOR)} mails go out now.")


@backup.command("discard-mail")
def discard_mail() -> None:
    """Drop the mails that a restore holds."""
    with installation():
        click.echo(f"{held_mail.discard(OPERATOR)} mails were dropped.")
