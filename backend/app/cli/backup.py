"""Backups: make, list, verify, restore, try out."""

from pathlib import Path

import click

from app.cli.context import OPERATOR, cli, installation
from app.config import Settings
from app.services import backup_manifest, backup_restore, backup_service, drill_service, restore_checks
from app.services.backup_restore import Restored
from app.utils import migrations
from app.utils.errors import Conflict

OF = click.argument("name", required=False)
AFTERWARDS = "Links to prices sent before the backup no longer work; staff sends new ones, or students ask for them."

OTHER_KEY = (
    "Tracking links that students have do not open: they were signed with another SECRET_KEY. "
    "It lies in the backup as private/secret-key; put it into the settings and start again."
)


@cli.group()
def backup() -> None:
    """Make, look at and try out backups; restore one; look at the mail that a restore holds."""


@backup.command()
def create() -> None:
    """Make a backup now."""
    with installation():
        made = backup_service.create()
        manifest = backup_manifest.read(made)
        size = sum(each.size for each in manifest.files)
        click.echo(f"{made}: {manifest.facts.counts['jobs']} jobs, {len(manifest.files)} files, {_size(size)}")
        _tell_gaps(manifest)


def _size(size: float) -> str:
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"


def _tell_gaps(manifest: backup_manifest.Manifest) -> None:
    for name in manifest.missing:
        click.echo(f"missing: {name} (the database speaks of it, but it was not there)")
    for name in manifest.unsettled:
        click.echo(f"unsettled: {name} (somebody kept saving it while it was copied)")


@backup.command("list")
def list_backups() -> None:
    """Print the whole backups, oldest first."""
    with installation():
        for place in backup_manifest.whole():
            click.echo(_line(place))
        state = backup_service.state()
        click.echo(f"last good drill: {state.last_drill:%Y-%m-%d %H:%M} UTC" if state.last_drill else "no drill yet")
        if state.failure:
            click.echo(f"the last try failed: {state.failure}")


def _line(place: Path) -> str:
    try:
        manifest = backup_manifest.read(place)
    except Conflict as error:
        return f"{place.name}  {error}"
    size = _size(sum(each.size for each in manifest.files))
    gaps = f", {len(manifest.missing)} missing" if manifest.missing else ""
    return f"{place.name}  {manifest.facts.counts['jobs']:6} jobs  {len(manifest.files):7} files  {size}{gaps}"


@backup.command()
@OF
def verify(name: str | None) -> None:
    """Read every file of a backup (default: the newest) again and compare it with what was written."""
    with installation():
        place = backup_manifest.chosen(name)
        damages = backup_manifest.damages(place)
        for text in damages:
            click.echo(f"damaged: {text}")
        if damages:
            raise click.ClickException(f"{place.name} is damaged. Restore from another one, and look at the disk.")
        click.echo(f"{place.name} is as it was written: {len(backup_manifest.read(place).files)} files.")


@backup.command()
@OF
def restore(name: str | None) -> None:
    """Bring a backup (default: the newest) back into an empty installation."""
    came = _restored(name)
    facts = came.manifest.facts.counts
    click.echo(f"Restored: {facts['jobs']} jobs, {facts['events']} lines of the log, {len(came.manifest.files)} files.")
    _tell_gaps(came.manifest)
    if came.stale_folders:
        click.echo(f"{came.stale_folders} folders get their metadata.json later.")
    click.echo(f"Everybody signs in again. {AFTERWARDS}")
    if not came.has_same_key:
        click.echo(OTHER_KEY)
    if came.held_mails:
        click.echo(f"{came.held_mails} mails wait for you: backup held-mail, then release-mail or discard-mail.")


def _restored(name: str | None) -> Restored:
    """Restore as the owner, bring the tables to this version, and begin again."""
    with installation(Settings().as_owner()):
        place = backup_manifest.chosen(name)
        manifest = backup_restore.restore(place)
        migrations.upgrade()
        return backup_restore.begin_again(place, manifest, OPERATOR)


@backup.command()
def drill() -> None:
    """Restore the newest backup into this empty installation, compare everything, and note the good end."""
    with installation():
        place = backup_manifest.chosen(None)
        restore_checks.require_empty()
        with drill_service.noted(place):
            manifest = _restored(str(place)).manifest
            click.echo(drill_service.judge(place, manifest))
