"""Hold what an installation stands on: its secrets, its two engines, and the backend's environment."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from labtool.clone import hash_files, is_stamped
from labtool.command import run_step
from labtool.engines import Postgres, Valkey, create_roles_and_database
from labtool.environment import Addresses, backend_environment, with_owner
from labtool.errors import LabError
from labtool.installation import Installation
from labtool.leftovers import end_leftovers
from labtool.paths import BACKEND, VENV_PYTHON
from labtool.postgres import DATABASE
from labtool.progress import step
from labtool.secret_settings import HEADING, ensure_password, ensure_settings


class Backing:
    """Tie the engines of an installation to their secrets."""

    def __init__(self, installation: Installation) -> None:
        """Make the secrets when there are none; nothing is started."""
        self.installation = installation
        self.secrets = ensure_settings(installation.secrets_file, {}, HEADING)
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
        """Make roles and database; migrate and seed unless this code did so already in this database."""
        create_roles_and_database(self.postgres, self.secrets["LAB_OWNER_PASSWORD"], self.secrets["LAB_APP_PASSWORD"])
        environment = self.owner_environment(public_url)
        stamp = self.installation.data / "run" / "prepared"
        if is_stamped(stamp, self._prepared(environment)):
            return
        command = [str(VENV_PYTHON), "-m", "app.cli", "prepare"]
        command += ["--credentials", str(self.installation.credentials_file)]
        run_step(command, self.installation.logs / "prepare.log", BACKEND, environment)
        stamp.write_text(self._prepared(environment))

    def _prepared(self, environment: Mapping[str, str]) -> str:
        """Hash what preparing depends on: code, password, storage, and which database it is at which revision."""
        sources = [path for name in ("app", "migrations") for path in (BACKEND / name).rglob("*") if _is_source(path)]
        revision = ""
        if self.postgres.run_sql("SELECT to_regclass('alembic_version')", DATABASE):
            revision = self.postgres.run_sql("SELECT version_num FROM alembic_version", DATABASE)
        cluster = self.postgres.run_sql("SELECT system_identifier FROM pg_control_system()")
        own_storage = self.installation.data / "storage"
        is_wiped = str(not any(own_storage.iterdir()))  # preparing marks it again; a share is asked for nothing here
        return hash_files(sources, self.password, environment["STORAGE_ROOT"], is_wiped, cluster, revision)


def _is_source(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


@contextmanager
def running_backing(installation: Installation) -> Iterator[Backing]:
    """Yield the backing of an installation: of the running one, else started for the body's time."""
    backing = Backing(installation)
    if installation.is_running():
        ports = {service["name"]: service["port"] for service in installation.state().get("services", [])}
        if not {"postgres", "valkey"} <= ports.keys():
            raise LabError("The shop is just opening; try again when ./lab status says open.")
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
