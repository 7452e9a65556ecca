"""What the system says about itself, for people and for the frontend; needs no installation."""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from app import create_app
from app.cli.context import cli
from app.config import Settings
from app.models import ACTIONS, STATUSES, Action
from app.routes.guard import ADMIN, PUBLIC
from app.utils import openapi as contract


@contextmanager
def on_paper() -> Iterator[None]:
    """Enter an application that describes itself without an installation: nothing is connected to."""
    settings = Settings(
        database_url="postgresql+psycopg://localhost/paper", redis_url="redis://localhost/0",
        secret_key=secrets.token_urlsafe(32), public_url="http://localhost:3000", data_dir=Path(), storage_root=Path(),
        mail_transport="file", embedded=True, lab_role="api", log_level="WARNING",
    )  # fmt: skip
    with create_app(settings).app_context():
        yield


def _guard_of(endpoint: str) -> str:
    if endpoint in PUBLIC:
        return "public"
    return "admin" if endpoint.partition(".")[0] in ADMIN else "workstation"


def lifecycle_json() -> dict[str, Any]:
    """Return statuses and actions as the frontend reads them."""
    statuses = {
        code: {"title": row.title, "folder": row.folder, "tone": row.tone, "is_open": row.is_open}
        for code, row in STATUSES.items()
    }
    return {"statuses": statuses, "actions": {name: _action(row) for name, row in ACTIONS.items()}}


def _action(row: Action) -> dict[str, Any]:
    return {
        "label": row.label, "actors": sorted(row.actors), "sources": [each for each in STATUSES if each in row.sources],
        "target": row.target, "body": row.body, "mail": row.mail, "tone": row.tone, "confirm": row.confirm,
        "needs_lock": row.needs_lock,
    }  # fmt: skip


@cli.command()
def routes() -> None:
    """Print every route: method, path, who may call it, what it does."""
    with on_paper():
        for rule, method, operation in contract.operations(contract.document(PUBLIC)):
            text = operation["summary"] if operation else ""
            click.echo(f"{method:6} {rule.rule:50} {_guard_of(rule.endpoint):11} {text}")


@cli.command()
def openapi() -> None:
    """Print the OpenAPI document."""
    with on_paper():
        click.echo(json.dumps(contract.document(PUBLIC), indent=2, sort_keys=True))


@cli.command("lifecycle")
def print_lifecycle() -> None:
    """Print the lifecycle for the frontend."""
    click.echo(json.dumps(lifecycle_json(), indent=2))
