"""The road of the database's schema, one file a step in `migrations/versions`.

Alembic is loaded by who walks it: every other process starts faster without.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from app.utils.errors import Conflict

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parents[2] / "migrations"
NOT_OURS = (
    "The database cannot be brought to where this version works: {}. A newer version has probably been at work "
    "with it; start that one, or restore a backup that was made before."
)


def upgrade(revision: str = "head") -> None:
    """Bring the database up to a revision, in an application that is its owner's. Raises Conflict."""
    from alembic import command
    from alembic.util import CommandError

    try:
        command.upgrade(config(), revision)
    except CommandError as error:
        raise Conflict(NOT_OURS.format(error)) from error


def config() -> "Config":
    """Return what Alembic has to know; `migrations/env.py` finds the database."""
    from alembic.config import Config

    found = Config()
    found.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return found
