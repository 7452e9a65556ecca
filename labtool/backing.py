"""Hold what an installation stands on: its secrets, its two engines, and the backend's environment."""

from collections.abc import Iterator
from contextlib import contextmanager

from labtool.command import run_step
from labtool.engines import Postgres, Valkey, create_roles_and_database
from labtool.environment import Addresses, backend_environment, with_owner
from labtool.installation import Installation
from labtool.leftovers import end_leftovers
from labtool.paths import BACKEND, VENV_PYTHON
from labtool.progress import step
from labtool.secret_settings import ensure_password, ensure_settings

_HEADING = "# Generated secrets. Settings from .env.example may be added here; they hold from the next start."


class Backing:
    """Tie the engines of an installation to their secrets."""

    def __init__(self, installation: Installation) -> None:
        """Make the secrets when there are none; nothing is started."""
        self.installation = installation
        self.secrets = ensure_settings(installation.secrets_file, {}, _HEADING)
        self.password = ensure_password(installation.credentials_file)
        self.postgres = Postgres(installation.data / "pg18", password=self.secrets["POSTGRES_PASSWORD"])
        self.valkey = Valkey(installation.data / "valkey", password=self.secrets["VALKEY_PASSWORD"])
        for engine in (self.postgres, self.valkey):
            engine.log_path = installation.logs / f"{engine.name}.log"

    def environment(self, public_url: str) -> dict[str, str]:
        """Return the backend's environment as role lab_app."""
        addresses = Addresses(self.postgres.port, self.valkey.url, public_url)
        return backend_environment(self.installation, self.secrets, addresses)

    def owner_environment(self, public_url: str) -> dict[str, str]:
        """Return the environment of commands that may change tables."""
        return with_owner(self.environment(public_url), self.secrets, self.postgres.port)

    def prepare(self, public_url: str) -> None:
        """Make roles and database, migrate, seed the catalogue and the first workstation."""
        create_roles_and_database(self.postgres, self.secrets["LAB_OWNER_PASSWORD"], self.secrets["LAB_APP_PASSWORD"])
        credentials = str(self.installation.credentials_file)
        command = [str(VENV_PYTHON), "-m", "app.cli", "prepare", "--credentials", credentials]
        run_step(command, self.installation.logs / "prepare.log", BACKEND, self.owner_environment(public_url))


@contextmanager
def running_backing(installation: Installation) -> Iterator[Backing]:
    """Yield the backing of an installation: of the running one, else started for the body's time."""
    backing = Backing(installation)
    if installation.is_running():
        ports = {service["name"]: service["port"] for service in installation.state()["services"]}
        backing.postgres.port, backing.valkey.port = ports["postgres"], ports["valkey"]
        yield backing
        return
    with installation.held():
        end_leftovers(installation)
        with step("Database and broker"):
            backing.postgres.start()
            backing.valkey.start()
        try:
            yield backing
        finally:
            backing.valkey.stop()
            backing.postgres.stop()
