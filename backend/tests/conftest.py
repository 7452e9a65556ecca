"""Real engines for every test, started once; tables and folders are emptied before each."""

import secrets
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine

from app import create_app
from app.config import Settings
from app.extensions import broker, db
from app.services import catalog_service, share
from app.utils import migrations
from labtool.engines import Postgres, Valkey, create_roles_and_database
from tests.emptying import empty_tables

pytest_plugins = ["tests.world"]
PATIENCE_S = 60


@pytest.fixture(scope="session")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Postgres, Valkey]]:
    folder = tmp_path_factory.mktemp("engines")
    with Postgres(folder / "pg18", durable=False) as postgres, Valkey(folder / "valkey") as valkey:
        create_roles_and_database(postgres, "owner", "app")
        yield postgres, valkey


@pytest.fixture(scope="session")
def settings(engines: tuple[Postgres, Valkey], tmp_path_factory: pytest.TempPathFactory) -> Settings:
    postgres, valkey = engines
    data = tmp_path_factory.mktemp("data")
    at = f"127.0.0.1:{postgres.port}/lab"
    return Settings(
        database_url=f"postgresql+psycopg://lab_app:app@{at}", redis_url=valkey.url,
        database_owner_url=f"postgresql+psycopg://lab_owner:owner@{at}", secret_key=secrets.token_urlsafe(32),
        public_url="http://localhost:3000", data_dir=data, storage_root=data / "storage", mail_transport="file",
        embedded=True, max_upload_mb=1, log_level="WARNING",
    )  # fmt: skip


@pytest.fixture(scope="session")
def migrated_app(settings: Settings) -> Iterator[Flask]:
    with create_app(settings.as_owner()).app_context():
        migrations.upgrade()
        db.engine.dispose()
    app = create_app(settings)
    app.teardown_request(lambda _error: db.session.rollback())  # a test's requests share its session: end each there
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def owner(settings: Settings) -> Iterator[Engine]:
    """The database as its owner, who may empty it."""
    engine = create_engine(settings.as_owner().database_url, pool_pre_ping=True)
    yield engine
    engine.dispose()


@pytest.fixture
def app(migrated_app: Flask, settings: Settings, owner: Engine) -> Iterator[Flask]:
    """An application with nothing in it but the catalogue and an empty storage."""
    _empty(settings, owner)
    with migrated_app.app_context():
        catalog_service.seed()
        db.session.commit()
        share.establish()
        yield migrated_app
        db.session.remove()


def _wait_for_stragglers() -> None:
    """Wait for the threads that a request of an earlier test left behind: they may still be writing to the storage."""
    for thread in threading.enumerate():
        if thread.name in {"share", "background"}:
            thread.join(PATIENCE_S)
            assert not thread.is_alive(), f"an earlier test left this behind: {thread}"


def _empty(settings: Settings, owner: Engine) -> None:
    _wait_for_stragglers()
    with owner.begin() as connection:
        empty_tables(connection)
    broker(settings.redis_url).flushall()
    for folder in settings.data_dir.iterdir():
        shutil.rmtree(folder)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without a session."""
    return app.test_client()


@pytest.fixture
def settings_data(settings: Settings) -> Path:
    """The data folder of the application under test."""
    return settings.data_dir
