"""A second, empty installation beside the one under test, into which backups are restored."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from flask import Flask

from app import create_app
from app.config import Settings
from app.extensions import db
from app.services import backup_restore
from app.services.backup_restore import Restored
from app.services.event_service import SYSTEM
from app.utils import migrations
from labtool.engines import Postgres
from labtool.postgres import ROLES_SQL

NAME = "restored"


@contextmanager
def empty_installation(postgres: Postgres, settings: Settings, folder: Path) -> Iterator[Settings]:
    """Make an empty database beside the one under test, and name a data folder that is not there yet."""
    roles = re.sub(r"\blab\b", NAME, ROLES_SQL.read_text())
    postgres.run_sql(roles, env={"LAB_OWNER_PASSWORD": "owner", "LAB_APP_PASSWORD": "app"})
    urls = {
        key: str(getattr(settings, key)).removesuffix("lab") + NAME for key in ("database_url", "database_owner_url")
    }
    place = {"data_dir": folder / "data", "storage_root": folder / "data" / "storage", "backup_dir": settings.backups}
    try:
        yield settings.model_copy(update=urls | place)
    finally:
        with psycopg.connect(postgres.superuser_url, autocommit=True) as server:
            server.execute(f"DROP DATABASE {NAME} WITH (FORCE)".encode())


@contextmanager
def entered(settings: Settings) -> Iterator[Flask]:
    """Enter an application with these settings, and leave no connection behind."""
    app = create_app(settings)
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


def restored(settings: Settings, backup: Path) -> Restored:
    """Restore as the command does."""
    with entered(settings.as_owner()):
        manifest = backup_restore.restore(backup)
        migrations.upgrade()
        return backup_restore.begin_again(backup, manifest, SYSTEM)
