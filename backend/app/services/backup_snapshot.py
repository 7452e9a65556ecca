"""One moment of the database, held still while it is dumped and what it lists is copied."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from app.services import cleaning, postgres_tools
from app.services.backup_manifest import Facts
from app.utils.errors import Conflict

KEY = "backup"
PATIENCE = "60s"
ALREADY = "Another backup is being made right now; this one is not needed."
BUSY = "Somebody has been deleting files for a minute; the backup is tried again in five."
TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname"

Connection = psycopg.Connection[tuple[Any, ...]]


@dataclass(frozen=True)
class Snapshot:
    """A transaction that sees one moment, and the name under which pg_dump sees the same."""

    connection: Connection
    name: str

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.connection.execute(statement.encode()).fetchall()

    def column(self, statement: str) -> list[Any]:
        """Return the first column of a query's rows."""
        return [row[0] for row in self.rows(statement)]

    def dump(self, target: Path) -> None:
        """Write the whole database of this moment to a file. Raises OSError."""
        arguments = ("--format=custom", f"--snapshot={self.name}", "--no-owner", f"--file={target}")
        postgres_tools.run("pg_dump", *arguments)

    def facts(self) -> Facts:
        """Return the revision, the rows of each table and the head of the event log."""
        revision = self.column("SELECT version_num FROM alembic_version")[0]
        return Facts(revision, count_rows(self.connection), self._event_head())

    def _event_head(self) -> dict[str, Any]:
        count, chained = self.connection.execute(b"SELECT count, encode(hash, 'hex') FROM event_chain").fetchone() or (
            0,
            "",
        )
        return {"count": count, "hash": chained}


def count_rows(connection: Connection) -> dict[str, int]:
    """Count the rows of every table."""
    counts = {}
    for (table,) in connection.execute(TABLES.encode()).fetchall():
        count = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
        counts[str(table)] = int(count[0]) if count else 0
    return counts


@contextmanager
def taken() -> Iterator[Snapshot]:
    """Keep everybody from deleting files, then hold one moment of the database while the body runs.

    Raises Conflict while another backup is being made. Both locks go with the connection, also when we are killed.
    """
    with psycopg.connect(postgres_tools.libpq_url(), autocommit=True) as connection:
        mine = connection.execute(b"SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [KEY]).fetchone()
        if mine != (True,):
            raise Conflict(ALREADY)
        connection.execute(f"SET lock_timeout = '{PATIENCE}'".encode())
        try:
            connection.execute(b"SELECT pg_advisory_lock(hashtextextended(%s, 0))", [cleaning.KEY])
        except psycopg.errors.LockNotAvailable as error:
            raise Conflict(BUSY) from error
        connection.execute(b"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        name = connection.execute(b"SELECT pg_export_snapshot()").fetchone()
        yield Snapshot(connection, str(name[0]) if name else "")
        connection.execute(b"ROLLBACK")
