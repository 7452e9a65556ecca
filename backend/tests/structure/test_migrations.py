"""The migrations make what the models say, and go up, down and up again with data in every table."""

import json
import uuid
from collections.abc import Iterator

import psycopg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.exc import ProgrammingError

from app import create_app
from app.config import Settings
from app.extensions import db
from app.models import (
    Alert,
    Audit,
    AuditFinding,
    Base,
    CheckoutVoid,
    Event,
    FileMove,
    Heartbeat,
    LearntEstimate,
    RevokedSession,
    Staff,
    Status,
    TrialSlice,
    Upload,
    Workstation,
)
from app.schemas.actions import PaymentBody
from app.schemas.base import parse
from app.services import catalog_service, email_service, event_chain, payment_service
from app.services.event_service import SYSTEM, Who, record
from app.utils import clock, migrations
from app.utils.errors import Conflict
from labtool.engines import Postgres, Valkey
from tests.factories import make_job, make_original

# What PostgreSQL knows of a schema: columns, constraints, indexes and sequences, each as one line.
SHAPE = """
SELECT format('%s.%s %s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
              a.attgenerated, pg_get_expr(d.adbin, d.adrelid))
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (c.oid, a.attnum)
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 't'
UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT format('sequence %s', sequencename) FROM pg_sequences WHERE schemaname = 'public'
"""


@pytest.fixture
def empty_databases(engines: tuple[Postgres, Valkey]) -> Iterator[tuple[str, str]]:
    """Two databases of the owner without a table; returns their names."""
    names = ("by_migrations", "by_models")
    with psycopg.connect(engines[0].superuser_url, autocommit=True) as server:
        for name in names:
            server.execute(f"CREATE DATABASE {name} TEMPLATE template0 OWNER lab_owner")
            with psycopg.connect(engines[0].superuser_url, dbname=name, autocommit=True) as database:
                for extension in ("pg_trgm", "btree_gin"):
                    database.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
        yield names
        for name in names:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _url(settings: Settings, name: str) -> str:
    return str(settings.database_owner_url).removesuffix("/lab") + f"/{name}"


@pytest.fixture
def migrating(settings: Settings, empty_databases: tuple[str, str]) -> Iterator[Flask]:
    """An application on an empty database, as its owner."""
    app = create_app(settings.model_copy(update={"database_url": _url(settings, empty_databases[0])}))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def _shape(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return sorted(line for line in connection.scalars(text(SHAPE)) if "alembic_version" not in line)


def test_the_head_of_the_migrations_is_the_models(
    migrating: Flask, settings: Settings, empty_databases: tuple[str, str]
) -> None:
    migrations.upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    by_models = create_engine(_url(settings, empty_databases[1]))
    Base.metadata.create_all(by_models)
    assert _shape(db.engine) == _shape(by_models)
    by_models.dispose()


def _fill_every_table() -> None:
    catalog_service.seed()
    station = Workstation(name="desk", password_hash="x")
    db.session.add_all([station, Staff(name="Ada"), Heartbeat(process="worker", at=clock.now())])
    job = make_job(status=Status.COMPLETED)
    email_service.queue("receipt", job)
    record("JobReviewed", SYSTEM, job.id, reviewed=True)
    record("JobRejected", SYSTEM, job.id, comment="Open at the bottom")
    body = {"staff_name": "Ada", "grams": 5, "payment_type": "check", "picked_up_by": "Mira"}
    checkout = payment_service.record(job, parse(PaymentBody, body), Who(None, "Ada", station))
    checkout.void = CheckoutVoid(staff_name="Ada", workstation_id=station.id, reason="wrong")
    db.session.add(FileMove(job_id=job.id, src=None, dst="Uploaded/x"))
    audit = Audit(started_by="Ada", status="done")
    db.session.add(audit)
    db.session.flush()
    db.session.add(AuditFinding(audit_id=audit.id, code="orphan_file", path="x", details={}, is_new=True))
    db.session.add(RevokedSession(jti=job.id, workstation_id=station.id, expires_at=clock.now()))
    db.session.add(Alert(component="mail", state="down", times_seen=1))
    errors = {"grams_error_before": 0.2, "grams_error": 0.1, "hours_error_before": 0.3, "hours_error": 0.1}
    db.session.add(LearntEstimate(method="Filament", printer="Prusa XL", jobs=20, coefficients={}, **errors))
    db.session.add(TrialSlice(original_sha256=job.original_sha256, profile="fast", attempts=1))
    db.session.add(Upload(sha256=make_original().sha256, filename="x.stl", expires_at=clock.now()))
    db.session.commit()


def _rows() -> dict[str, int]:
    db.session.rollback()
    tables = Base.metadata.tables
    return {name: int(db.session.scalar(text(f"SELECT count(*) FROM {name}")) or 0) for name in tables}


def test_every_revision_goes_up_down_and_up_with_data(migrating: Flask) -> None:
    revisions = [each.revision for each in ScriptDirectory.from_config(migrations.config()).walk_revisions()]
    migrations.upgrade()
    _fill_every_table()
    assert [name for name, count in _rows().items() if not count] == []
    shape = _shape(db.engine)
    for _ in revisions:
        db.session.remove()
        command.downgrade(migrations.config(), "-1")
    assert _shape(db.engine) == []
    for revision in reversed(revisions):
        migrations.upgrade(revision)
    assert _shape(db.engine) == shape
    _fill_every_table()


def test_a_database_of_a_newer_version_is_left_alone(migrating: Flask) -> None:
    migrations.upgrade()
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Conflict, match="A newer version has probably been at work"):
        migrations.upgrade()


def test_an_older_log_is_chained_and_what_names_people_set_apart(migrating: Flask) -> None:
    migrations.upgrade("0001")
    lines = text("INSERT INTO events (id, job_id, type, triggered_by, details) VALUES (:id, :job, 'X', 'y', :told)")
    with db.engine.begin() as connection:
        for number in range(3):
            told = {"to": "UPLOADED", "note": "Mira asks"} if number else {"version": 1}
            job = uuid.uuid4() if number else None
            connection.execute(lines, {"id": number + 1, "job": job, "told": json.dumps(told)})
    migrations.upgrade()
    proof = event_chain.verify()
    assert (proof.broken, proof.checked) == (None, 3)
    assert [event.public_details for event in db.session.scalars(select(Event).order_by(Event.id))] == [
        {"version": 1}, {"to": "UPLOADED"}, {"to": "UPLOADED"},
    ]  # fmt: skip
    assert db.session.get_one(Event, 3).details == {"to": "UPLOADED", "note": "Mira asks"}
    db.session.remove()


@pytest.mark.parametrize("change", ["UPDATE events SET type = 'x'", "DELETE FROM events", "TRUNCATE events"])
def test_the_application_only_adds_to_the_log(app: Flask, change: str) -> None:
    record("JobReviewed", SYSTEM)
    db.session.commit()
    with pytest.raises(ProgrammingError, match="permission denied"):
        db.session.execute(text(change))
    db.session.rollback()
