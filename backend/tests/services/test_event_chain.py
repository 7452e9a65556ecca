"""The chain of the event log: nothing in it is changed, and whatever is changed around it is found."""

import json
from collections.abc import Iterator

import psycopg
import pytest
from flask import Flask
from psycopg.errors import InsufficientPrivilege

from app.extensions import db
from app.models import Event, Status
from app.services import event_anchors, event_chain, share
from app.services.event_service import STUDENT, SYSTEM, record
from labtool.engines import Postgres, Valkey
from tests.factories import make_job

LOG = ("events", "event_links", "event_private", "event_chain")
Superuser = psycopg.Connection[tuple[object, ...]]


@pytest.fixture
def written(app: Flask) -> list[int]:
    """Six lines, each with its own commit, about two jobs and the lab; returns their ids."""
    jobs = [make_job(), make_job(status=Status.REJECTED)]
    for number in range(3):
        for job in jobs:
            record("NotesChanged", STUDENT, job.id, version=number, note=f"Mira asks “{number}”")
            db.session.commit()
    ids = list(db.session.scalars(db.select(Event.id).order_by(Event.id)))
    db.session.commit()
    return ids


@pytest.fixture
def superuser(app: Flask, engines: tuple[Postgres, Valkey]) -> Iterator[Superuser]:
    """Somebody with every right: the triggers are gone for as long as it takes."""
    postgres, _ = engines
    with psycopg.connect(postgres.superuser_url, dbname="lab", autocommit=True) as connection:
        for table in LOG:
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL".encode())
        yield connection
        for table in LOG:
            connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL".encode())
        found = connection.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal")
        for table, name in found.fetchall():
            connection.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}".encode())


def test_a_log_that_nobody_touched_is_proven(written: list[int]) -> None:
    proof = event_chain.verify()
    assert (proof.broken, proof.checked, proof.erased) == (None, 6, 0)


def test_lines_of_one_transaction_follow_each_other(app: Flask) -> None:
    for _ in range(5):
        record("SignedOut", SYSTEM)
    db.session.commit()
    record("SignedOut", SYSTEM)
    db.session.rollback()
    assert event_chain.verify().checked == 5


def test_what_names_a_student_is_set_apart_and_read_back(written: list[int]) -> None:
    event = db.session.get_one(Event, written[0])
    assert event.public_details == {"version": 0}
    assert event.details == {"version": 0, "note": "Mira asks “0”"}


@pytest.mark.parametrize("role", ["lab_app", "lab_owner"])
@pytest.mark.parametrize("table", LOG)
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_log_is_never_changed(
    written: list[int], engines: tuple[Postgres, Valkey], role: str, table: str, change: str
) -> None:
    """By either role, also where a superuser has switched ordinary triggers off for it."""
    column = {"event_chain": "count", "event_links": "place", "event_private": "event_id"}.get(table, "id")
    statement = change.format(table, column, column)
    for replication in ("origin", "replica"):
        with psycopg.connect(engines[0].superuser_url, dbname="lab") as connection:
            connection.execute(f"SET session_replication_role = {replication}".encode())
            connection.execute(f"SET ROLE {role}".encode())
            with pytest.raises(InsufficientPrivilege):
                connection.execute(statement.encode())


@pytest.mark.parametrize(
    ("deed", "place"),
    [
        ("UPDATE events SET triggered_by = 'nobody' WHERE id = {2}", 3),
        ("UPDATE events SET at = at + interval '1 microsecond' WHERE id = {2}", 3),
        ("UPDATE events SET details = details || '{{\"version\": 9}}' WHERE id = {0}", 1),
        ("UPDATE event_private SET data = replace(data, 'Mira', 'Lena') WHERE event_id = {4}", 5),
        ("DELETE FROM event_private WHERE event_id = {1}", 2),
        ("DELETE FROM event_private WHERE event_id = {3}; DELETE FROM events WHERE id = {3}", 4),
        ("DELETE FROM event_links WHERE place = 2", 2),
        ("INSERT INTO events (type, triggered_by, details) VALUES ('SignedOut', 'x', '{{}}')", 7),
        ("UPDATE event_links SET event_id = -event_id; "
         "UPDATE event_links SET event_id = CASE event_id WHEN -{1} THEN {2} WHEN -{2} THEN {1} ELSE -event_id END", 2),
        ("DELETE FROM event_links WHERE place = 6; DELETE FROM event_private WHERE event_id = {5}; "
         "DELETE FROM events WHERE id = {5}", 6),
    ],
    ids=["who", "when", "what", "private", "private gone", "deleted", "link gone", "inserted", "reordered", "cut tail"],
)  # fmt: skip
def test_whatever_is_changed_is_found(written: list[int], superuser: Superuser, deed: str, place: int) -> None:
    for statement in deed.format(*written).split("; "):
        superuser.execute(statement.encode())
    broken = event_chain.verify().broken
    assert broken is not None
    assert broken.place == place


def test_a_tail_that_was_cut_with_its_head_is_found_by_the_kept_head(written: list[int], superuser: Superuser) -> None:
    assert event_anchors.keep()
    assert not event_anchors.keep()
    superuser.execute(b"DELETE FROM event_links WHERE place = 6")
    superuser.execute(f"DELETE FROM event_private WHERE event_id = {written[5]}".encode())
    superuser.execute(f"DELETE FROM events WHERE id = {written[5]}".encode())
    superuser.execute(b"UPDATE event_chain SET count = 5, hash = (SELECT hash FROM event_links WHERE place = 5)")
    broken = event_chain.verify().broken
    assert broken is not None
    assert "once had 6" in broken.how
    (share.root() / event_anchors.FOLDER).rename(share.root() / "away")
    assert event_chain.verify().broken is None


def test_a_log_that_was_written_anew_is_found_by_the_kept_head(written: list[int]) -> None:
    folder = share.root() / event_anchors.FOLDER
    folder.mkdir()
    (folder / "2026-01-02.json").write_text(json.dumps({"count": 3, "hash": "00" * 32}))
    broken = event_chain.verify().broken
    assert broken is not None
    assert broken.place == 3


def test_the_log_is_proven_without_the_storage(written: list[int]) -> None:
    (share.root() / share.SENTINEL).unlink()
    assert not event_anchors.keep()
    proof = event_chain.verify()
    assert (proof.broken, proof.anchors) == (None, 0)
