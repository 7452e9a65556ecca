"""A world for cells: an application with a database, folders and a signed-in workstation of its own."""

import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine

from app import create_app
from app.config import Settings
from app.extensions import db
from app.models import Staff, Workstation
from app.services import auth_service, catalog_service, originals, share
from app.services.event_service import Who
from labtool.engines import Postgres
from tests import acts
from tests.conftest import _empty
from tests.world import STAFF

OFTEN = "1000000/hour"
# A request waits a little while for its folder, and the storage may take its time on a busy machine.
PATIENCE = {"inline_move_s": 0.3, "share_timeout_s": 0.6, "log_level": "CRITICAL"}
LIMITS = {
    "limit_submit_per_email": OFTEN, "limit_submit_per_address": OFTEN, "limit_submit_global": OFTEN,
    "limit_upload": OFTEN, "limit_link_write": OFTEN,
}  # fmt: skip


@dataclass(frozen=True)
class World:
    """Where the cells of one process take place."""

    app: Flask
    settings: Settings
    owner: Engine

    @contextmanager
    def afresh(self) -> Iterator["Desk"]:
        """Begin with nothing but a workstation and two names of staff."""
        _empty(self.settings, self.owner)
        with self.app.app_context():
            catalog_service.seed()
            db.session.add_all(Staff(name=name) for name in STAFF)
            station = Workstation(name="front", password_hash="unused", is_admin=True)
            db.session.add(station)
            db.session.commit()
            share.establish()
            originals.path("x").parent.mkdir(parents=True)
            try:
                with ExitStack() as beside:
                    yield Desk(self.app, station.id, auth_service.open_session(station).token, beside)
            finally:
                db.session.remove()


@dataclass(frozen=True)
class Desk:
    """The signed-in workstation of a world. `beside` keeps what a case needs until it has been judged."""

    app: Flask
    station_id: uuid.UUID
    token: str
    beside: ExitStack

    @property
    def who(self) -> Who:
        """Whoever works there, without a lock."""
        return acts.at(db.session.get_one(Workstation, self.station_id))

    def client(self) -> FlaskClient:
        """Return a browser that is signed in."""
        client = self.app.test_client()
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {self.token}"
        return client


def copied(settings: Settings, postgres: Postgres, number: int, folder: Path) -> Settings:
    """Copy the migrated database for one process, and give it folders of its own."""
    name = f"faults_{number}"
    postgres.run_sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'lab';"
        f"CREATE DATABASE {name} TEMPLATE lab OWNER lab_owner; GRANT CONNECT ON DATABASE {name} TO lab_app;"
    )
    folder.mkdir()
    urls = {each: str(getattr(settings, each)).removesuffix("/lab") + f"/{name}" for each in URLS}
    places = {"data_dir": folder, "storage_root": folder / "storage"}
    return settings.model_copy(update=urls | places | PATIENCE | LIMITS)


URLS = ("database_url", "database_owner_url")


def opened(settings: Settings) -> World:
    """Open a world in this process."""
    return World(create_app(settings), settings, create_engine(settings.as_owner().database_url))
