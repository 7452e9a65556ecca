"""PostgreSQL's own programs, run on this installation's database."""

import shutil
import subprocess
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from app.services.catalog_service import settings

TAIL = 2000


def libpq_url() -> str:
    """Return the database's address as psycopg and the programs read it, with the password."""
    return _plain(make_url(settings().database_url))


def run(program: str, *arguments: str | Path) -> None:
    """Run pg_dump, pg_restore or psql on the database. Raises OSError with what the program said."""
    url = make_url(settings().database_url)
    where = f"--dbname={_plain(url.set(password=None))}" if program != "pg_restore" else ""
    line = [_found(program), *filter(None, [where]), *map(str, arguments)]
    secret = {"PGPASSWORD": url.password or "", "PGCONNECT_TIMEOUT": "10"}
    done = subprocess.run(line, env=secret, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode != 0:
        raise ChildProcessError(f"{program} failed: {done.stderr.strip()[-TAIL:]}")


def _plain(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def _found(program: str) -> str:
    folder = settings().pg_bin
    found = shutil.which(program, path=str(folder) if folder else None)
    if found is None:
        raise FileNotFoundError(f"{program} was not found: set PG_BIN to the folder of PostgreSQL 18's programs.")
    return found
