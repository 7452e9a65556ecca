"""What the commands share: the root group, and the application that they work in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from app import create_app
from app.config import Settings
from app.extensions import db
from app.models import Actor
from app.services.event_service import Who
from app.utils.errors import Problem

OPERATOR = Who(Actor.ADMIN, "command line")
WHY = {"staff_name": OPERATOR.name, "reason": "on the command line"}


class PlainWords(click.Group):
    """A group whose refusals are sentences, not tracebacks."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (Problem, OSError) as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=PlainWords)
def cli() -> None:
    """Operate one installation of the 3D Print System."""


@contextmanager
def installation(settings: Settings | None = None) -> Iterator[None]:
    """Enter the application of this installation, and leave no connection behind."""
    with create_app(settings).app_context():
        try:
            yield
        finally:
            db.session.remove()
            db.engine.dispose()
