"""Run PostgreSQL 18 from its wheel and make the system's roles and database in it."""

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

from labtool.engine import Engine
from labtool.paths import DEPLOY, postgres_bin
from labtool.ports import LOOPBACK
from labtool.processes import command_line, end_process, fingerprint
from labtool.spawn import run
from labtool.unprivileged import give, relocate_tree

ROLES_SQL = DEPLOY / "postgres" / "roles.sql"
DATABASE = "lab"
_FAST_AND_UNSAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
_INITDB_FLAGS = ("-U", "postgres", "-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "-A", "scram-sha-256")


class Postgres(Engine):
    """Run a PostgreSQL cluster on 127.0.0.1; durable=False trades safety for speed, for tests only."""

    name = "postgres"
    death_signal = signal.SIGINT
    stop_signals: ClassVar[Sequence[tuple[signal.Signals, float]]] = ((signal.SIGINT, 60), (signal.SIGQUIT, 10))

    def __init__(
        self, data_dir: Path, port: int | None = None, durable: bool = True, password: str | None = None
    ) -> None:
        """Take the cluster's folder; the superuser's password is kept beside it unless it is given."""
        super().__init__(data_dir, port, postgres_bin(), "postgres")
        self.durable = durable
        self._password = password

    @property
    def superuser_url(self) -> str:
        """Return the libpq URL of the superuser, on the database postgres."""
        return f"postgresql://postgres:{quote(self.password, safe='')}@{LOOPBACK}:{self.port}/postgres"

    @property
    def url(self) -> str:
        """Return the same URL; engines share the name."""
        return self.superuser_url

    @property
    def password(self) -> str:
        """Return the superuser's password, made on first use and kept beside the data folder (0600)."""
        if self._password is None:
            kept = self.data_dir.with_name(f"{self.data_dir.name}.password")
            if not kept.exists():
                descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(descriptor, "w") as file:
                    file.write(secrets.token_urlsafe(24))
            self._password = kept.read_text()
        return self._password

    def initialize(self) -> None:
        """Run initdb beside the data folder and rename, so that a kill leaves no half cluster."""
        password = self.password
        with tempfile.TemporaryDirectory(prefix=".initdb-", dir=self.data_dir.parent) as scratch:
            password_file = Path(scratch, "password")
            password_file.write_text(password)
            give(Path(scratch), self.identity)
            fresh = Path(scratch, "cluster")
            command = [str(self.programs / "initdb"), *_INITDB_FLAGS, f"--pwfile={password_file}", "-D", str(fresh)]
            run(command if self.durable else [*command, "--no-sync"], identity=self.identity)
            fresh.rename(self.data_dir)

    def command(self) -> list[str]:
        """Return the server's command line: TCP on the loopback only, no socket file; a crash ends it (ADR 17)."""
        settings = [f"listen_addresses={LOOPBACK}", "unix_socket_directories=", "max_connections=300"]
        settings.append("restart_after_crash=off")
        settings += [] if self.durable else _FAST_AND_UNSAFE
        options = [part for setting in settings for part in ("-c", setting)]
        return [str(self.program), "-D", str(self.data_dir), "-p", str(self.port), *options]

    def prepare(self) -> None:
        """Do what every engine does, then end or forget what a killed predecessor left."""
        for leftover in self.data_dir.parent.glob(".initdb-*"):
            shutil.rmtree(leftover)
        super().prepare()
        lock_file = self.data_dir / "postmaster.pid"
        if not lock_file.exists():
            return
        pid = int(lock_file.read_text().split()[0])
        known_as = fingerprint(pid)
        if known_as and str(self.data_dir) in command_line(pid):
            end_process(pid, known_as, self.stop_signals)
        lock_file.unlink(missing_ok=True)  # else a reused pid would keep PostgreSQL from starting

    def is_ready(self, pid: int) -> bool:
        """Read it from postmaster.pid: first line the process, eighth its state."""
        with contextlib.suppress(OSError):
            lines = (self.data_dir / "postmaster.pid").read_text().splitlines()
            return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"
        return False

    def run_sql(self, sql: str, database: str = "postgres", env: dict[str, str] | None = None) -> str:
        """Run SQL text through psql as superuser and return its rows unaligned; RuntimeError if it fails."""
        program = self.programs / "psql"
        flags = ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "-v", "ON_ERROR_STOP=1"]
        target = ["-h", LOOPBACK, "-p", str(self.port), "-U", "postgres", "-d", database]
        done = subprocess.run(
            [str(program), *flags, *target],
            input=sql,
            env={"PATH": os.defpath, "PGPASSWORD": self.password, **(env or {})},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"psql failed: {done.stderr.strip()}")
        return done.stdout.strip()

    def relocate_programs(self) -> Path:
        """Copy the whole installation, with the libraries that lie beside the wheel."""
        wheel = self.programs.parent.parent
        libraries = wheel.with_name(f"{wheel.name}.libs")
        if not libraries.is_dir():
            return self.programs  # a system installation, which everybody can reach
        copied = relocate_tree(wheel)
        if not (copied.parent / libraries.name).exists():
            shutil.copytree(libraries, copied.parent / libraries.name)
        return copied / "pginstall" / "bin"


def create_roles_and_database(pg: Postgres, owner_password: str, app_password: str) -> None:
    """Make lab_owner, lab_app and the database lab, or bring them back to what roles.sql says."""
    passwords = {"LAB_OWNER_PASSWORD": owner_password, "LAB_APP_PASSWORD": app_password}
    pg.run_sql(ROLES_SQL.read_text(), env=passwords)
