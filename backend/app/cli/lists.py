"""The staff list and the workstations."""

import click

from app.cli.context import OPERATOR, WHY, cli, installation
from app.schemas.base import parse
from app.schemas.desk import StaffAdd, WorkstationAdd, WorkstationChange
from app.services import staff_service, workstation_service


@cli.group()
def staff() -> None:
    """The staff list."""


@staff.command("list")
def list_staff() -> None:
    """Print all names, one a line."""
    with installation():
        for each in staff_service.every(include_inactive=True):
            click.echo(f"{'active  ' if each.is_active else 'inactive'}  {each.name}")


@staff.command("add")
@click.argument("name")
def add_staff(name: str) -> None:
    """Put NAME on the list."""
    with installation():
        added = staff_service.add(parse(StaffAdd, WHY | {"name": name}).name, OPERATOR, WHY["reason"])
        click.echo(f"{added.name} is on the staff list.")


@staff.command("deactivate")
@click.argument("name")
def deactivate_staff(name: str) -> None:
    """Let NAME act no longer."""
    _set_active(name, False)


@staff.command("reactivate")
@click.argument("name")
def reactivate_staff(name: str) -> None:
    """Let NAME act again."""
    _set_active(name, True)


def _set_active(name: str, is_active: bool) -> None:
    with installation():
        found = staff_service.set_active(staff_service.named(name), is_active, OPERATOR, WHY["reason"])
        click.echo(f"{found.name} is {'active' if is_active else 'no longer active'}.")


@cli.group()
def workstation() -> None:
    """The workstations."""


@workstation.command("list")
def list_workstations() -> None:
    """Print all workstations, one a line."""
    with installation():
        for each in workstation_service.every():
            kind = ("admin" if each.is_admin else "desk ") + ("" if each.is_active else ", switched off")
            click.echo(f"{each.name:20} {kind}  {each.storage_root or ''}".rstrip())


@workstation.command("add")
@click.argument("name")
@click.option("--admin", is_flag=True, help="It may change staff, workstations and settings.")
def add_workstation(name: str, admin: bool) -> None:
    """Add NAME and print its password."""
    with installation():
        saved = workstation_service.add(parse(WorkstationAdd, WHY | {"name": name, "is_admin": admin}), OPERATOR)
        click.echo(f"workstation: {saved.workstation.name}\npassword: {saved.password}")


@workstation.command("reset-password")
@click.argument("name")
def reset_password(name: str) -> None:
    """Give NAME a new password, print it, and end its sessions."""
    click.echo(f"password: {_change(name, reset_password=True).password}")


@workstation.command("revoke")
@click.argument("name")
def revoke(name: str) -> None:
    """Switch NAME off: its sessions end at once and it cannot sign in."""
    _change(name, is_active=False)
    click.echo(f"{name} is switched off.")


@workstation.command("restore")
@click.argument("name")
def restore(name: str) -> None:
    """Let NAME sign in again."""
    _change(name, is_active=True)
    click.echo(f"{name} may sign in again.")


@workstation.command("storage-root")
@click.argument("name")
@click.argument("path")
def storage_root(name: str, path: str) -> None:
    """Say where NAME sees the storage, e.g. Z:\\storage; an empty PATH takes it away."""
    _change(name, storage_root=path)
    click.echo(f"{name} sees the storage at {path or '(nowhere)'}.")


def _change(name: str, **wanted: object) -> workstation_service.Saved:
    with installation():
        found = workstation_service.named(name)
        return workstation_service.change(found, parse(WorkstationChange, WHY | wanted), OPERATOR)
