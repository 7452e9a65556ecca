"""The installation under test: its address, its data folder, its database as an operator sees it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg

from e2e.caller import Json
from e2e.mailbox import Mailbox
from labtool.backing import Backing
from labtool.installation import Installation
from labtool.instance import Running, start_installation


@dataclass(frozen=True)
class Shop:
    """An open installation on this machine."""

    url: str
    data: Path
    password: str

    @cached_property
    def mailbox(self) -> Mailbox:
        """Return the mails that it wrote."""
        return Mailbox(self.data / "mail")

    @property
    def storage(self) -> Path:
        """Return the root of the job folders."""
        return self.data / "storage"

    @property
    def services(self) -> list[Json]:
        """Return what its launcher says it runs: name, pid, port, restarts."""
        found: list[Json] = Installation(self.data).state()["services"]
        return found

    def rows(self, query: str) -> list[Json]:
        """Return the rows of a query as JSON has them."""
        found: list[Json] = self._run(f"SELECT coalesce(json_agg(found), '[]') FROM ({query}) AS found")[0]
        return found

    def value(self, query: str) -> Any:
        """Return the one value of a query."""
        return next(iter(self.rows(query)[0].values()))

    def change(self, statement: str) -> int:
        """Change rows behind the API's back, as time would; return how many."""
        return int(self._run(f"WITH done AS ({statement} RETURNING 1) SELECT count(*) FROM done")[0])

    def _run(self, sql: str) -> tuple[Any, ...]:
        """Run SQL as superuser; a connection each, as the engine may have been killed since."""
        postgres = Backing(Installation(self.data)).postgres
        postgres.port = next(service["port"] for service in self.services if service["name"] == "postgres")
        with psycopg.connect(postgres.superuser_url, dbname="lab", autocommit=True) as connection:
            found = connection.execute(sql.encode()).fetchone()
        assert found is not None
        return found


def of(running: Running) -> Shop:
    """Return the shop of an installation that labtool runs."""
    return Shop(running.url, running.data, running.password)


@contextmanager
def opened(data: Path, *options: str, port: int | None = None) -> Iterator[tuple[Shop, Running]]:
    """Open an installation on a data folder with options of `./lab up`; close it afterwards."""
    with start_installation(data, port, *options) as running:
        yield of(running), running
