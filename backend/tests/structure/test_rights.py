"""What the application's role may do in the database: read and add, change what changes, and nothing else."""

from collections.abc import Iterator

import psycopg
import pytest
from flask import Flask
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import text

from app.config import Settings
from app.extensions import db
from app.models import Base

INSERT_ONLY = ("events", "event_links", "event_private", "event_chain", "checkouts", "checkout_lines", "checkout_voids")
Served = psycopg.Connection[tuple[object, ...]]


@pytest.fixture
def served(app: Flask, settings: Settings) -> Iterator[Served]:
    """A connection of the role that serves."""
    with psycopg.connect(settings.database_url.replace("+psycopg", ""), autocommit=True) as connection:
        yield connection


def refused(connection: Served, statement: str) -> bool:
    """Say whether the database refuses a statement for want of the right; nothing of it stays."""
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(statement.encode())
    except InsufficientPrivilege:
        return True
    return False


@pytest.mark.parametrize("table", INSERT_ONLY)
def test_what_is_written_once_stays(served: Served, table: str) -> None:
    column = next(iter(Base.metadata.tables[table].columns)).name
    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
        assert refused(served, statement), statement
    assert not refused(served, f"SELECT 1 FROM {table}")


def test_the_rest_may_be_changed_but_not_emptied_at_a_stroke(served: Served) -> None:
    for table in sorted(set(Base.metadata.tables) - set(INSERT_ONLY)):
        assert not refused(served, f"DELETE FROM {table}"), table
        assert refused(served, f"TRUNCATE {table} CASCADE"), table


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE more (id int)", "DROP TABLE jobs", "ALTER TABLE jobs ADD COLUMN more int", "CREATE SCHEMA more",
        "ALTER TABLE events DISABLE TRIGGER ALL", "CREATE INDEX ON jobs (color)", "DROP INDEX ix_jobs_search",
        "CREATE FUNCTION more() RETURNS int LANGUAGE sql AS 'SELECT 1'", "ALTER SEQUENCE job_number_seq RESTART",
        "ALTER TABLE events OWNER TO lab_app", "CREATE ROLE more", "ALTER ROLE lab_app SUPERUSER",
        "CREATE TEMP TABLE more (id int)", "UPDATE alembic_version SET version_num = '0'", "SET ROLE lab_owner",
        "SET session_replication_role = replica", "COPY jobs TO '/tmp/jobs'", "SELECT pg_read_file('/etc/passwd')",
    ],
)  # fmt: skip
def test_the_application_may_change_no_table_and_no_right(served: Served, statement: str) -> None:
    assert refused(served, statement)


def test_a_right_that_it_lacks_cannot_be_given_by_itself(served: Served) -> None:
    """PostgreSQL only warns of a GRANT that gives nothing."""
    with served.transaction(force_rollback=True):
        served.execute("GRANT UPDATE ON events TO lab_app")
        found = served.execute("SELECT has_table_privilege('events', 'UPDATE')").fetchone()
    assert found == (False,)


def test_neither_role_is_a_superuser(app: Flask) -> None:
    powers = "rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls"
    found = db.session.execute(text(f"SELECT {powers} FROM pg_roles WHERE rolname LIKE 'lab%'")).all()
    assert [tuple(row) for row in found] == [(False,) * 5] * 2
