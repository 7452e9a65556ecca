"""Fixtures that put people, workstations and jobs into the world of a test.

`staff` is two active names. `workstation(name, is_admin=False)` makes a workstation with the password `PASSWORD`.
`desk` and `admin_desk` are signed-in test clients that send a Bearer token; their workstations are called `desk` and
`admin-desk`. `signed_in(workstation)` makes more of them. `another_app(proxy_hops=1)` makes an application with other
settings, which lets go of its connections when the test ends. `healthy` is a job with its folder in every status.
"""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.config import Settings
from app.extensions import db, limiter
from app.models import Job, Staff, Status, Workstation
from app.services import auth_service
from app.utils import passwords
from tests import damage

PASSWORD = "correct horse battery"
STAFF = ("Dora Hartwig", "Glen Castell")

MakeWorkstation = Callable[..., Workstation]
SignIn = Callable[[Workstation], FlaskClient]
MakeApp = Callable[..., Flask]


@cache
def _password_hash() -> str:
    """Hash once for all tests: a hash is slow on purpose."""
    return passwords.hashed(PASSWORD)


@pytest.fixture
def staff(app: Flask) -> tuple[str, str]:
    """Two active names."""
    db.session.add_all(Staff(name=name) for name in STAFF)
    db.session.commit()
    return STAFF


@pytest.fixture
def workstation(app: Flask) -> MakeWorkstation:
    """A factory of workstations: `workstation("desk", is_admin=False)`."""

    def make(name: str, is_admin: bool = False) -> Workstation:
        made = Workstation(name=name, password_hash=_password_hash(), is_admin=is_admin)
        db.session.add(made)
        db.session.commit()
        return made

    return make


@pytest.fixture
def signed_in(app: Flask) -> SignIn:
    """A factory of signed-in clients: `signed_in(workstation)`."""

    def make(station: Workstation) -> FlaskClient:
        client = app.test_client()
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {auth_service.open_session(station).token}"
        return client

    return make


@pytest.fixture
def desk(workstation: MakeWorkstation, signed_in: SignIn) -> FlaskClient:
    """A signed-in workstation of the lab."""
    return signed_in(workstation("desk"))


@pytest.fixture
def admin_desk(workstation: MakeWorkstation, signed_in: SignIn) -> FlaskClient:
    """A signed-in admin workstation."""
    return signed_in(workstation("admin-desk", is_admin=True))


@pytest.fixture
def another_app(settings: Settings) -> Iterator[MakeApp]:
    """A factory of applications with other settings: `another_app(proxy_hops=1)`."""
    made: list[Flask] = []

    def make(**changes: object) -> Flask:
        made.append(create_app(settings.model_copy(update=changes)))
        return made[-1]

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()
    create_app(settings)  # binds the limiter to the broker of all tests again
    limiter._storage_dead = False


@pytest.fixture
def healthy(app: Flask) -> dict[Status, Job]:
    """A job with its folder and its picture in every status."""
    return {status: damage.job_with_folder(status) for status in Status}
