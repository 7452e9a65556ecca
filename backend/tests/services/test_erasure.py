"""Forgetting a student: nothing that names them stays, and the log is still proven."""

from typing import Any

import psycopg
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.config import Settings
from app.extensions import db
from app.models import Base, Checkout, Event, Job, Status
from app.services import email_service, erase_service, event_chain, event_service, move_service, originals, share
from tests import acts
from tests.factories import make_folder, make_job
from tests.world import STAFF, MakeWorkstation

pytestmark = pytest.mark.usefixtures("staff")
MIRA = {"student_name": "Miranda Quillfeather", "student_email": "quillfeather@example.edu"}
ASKED = {"staff_name": STAFF[0], "reason": "Asked to be forgotten", "email": "Quillfeather@example.edu"}


def of_mira(status: Status) -> Job:
    job = make_job(status=status, **MIRA, folder_name=f"MirandaQuillfeather_{status}", student_notes="For Miranda")
    make_folder(job, {"Quillfeather_plate.gcode": b"G1"})
    event_service.record("FileOpened", event_service.STUDENT, job.id, file="Quillfeather_plate.gcode")
    email_service.queue("received", job)
    db.session.commit()
    return job


def ask(desk: FlaskClient, **changes: object) -> Any:
    return desk.post("/api/v1/admin/students/erase", json=ASKED | changes)


def whole_database(settings: Settings) -> str:
    """Return every row of every table as text."""
    with psycopg.connect(settings.as_owner().database_url.replace("+psycopg", "")) as connection:
        tables = sorted(Base.metadata.tables)
        return "\n".join(
            str(row) for table in tables for row in connection.execute(f"SELECT {table}::text FROM {table}".encode())
        )


def test_nothing_that_names_the_student_stays(
    admin_desk: FlaskClient, settings: Settings, workstation: MakeWorkstation
) -> None:
    rejected, paid, other = of_mira(Status.REJECTED), of_mira(Status.COMPLETED), make_job(status=Status.REJECTED)
    who = acts.at(workstation("till"))
    acts.perform("payment", paid.id, who, payer="Miranda Quillfeather", picked_up_by="Miranda Quillfeather")
    hashes = [rejected.original_sha256, paid.original_sha256]
    assert "uillfeather" in whole_database(settings)
    told = ask(admin_desk).get_json()
    assert (told["jobs"], told["erased"], "2 jobs with all files" in told["message"]) == (2, False, True)
    done = ask(admin_desk, dry_run=False, confirm="quillfeather@example.edu").get_json()
    assert (done["jobs"], done["erased"]) == (2, True)
    db.session.rollback()
    left = whole_database(settings)
    assert ("uillfeather" in left, "Miranda" in left) == (False, False)
    assert [path.name for path in share.root().rglob("*uillfeather*")] == []
    assert not any(originals.path(sha256).exists() for sha256 in hashes)
    assert db.session.get(Job, other.id) is not None
    proof = event_chain.verify()
    assert (proof.broken, proof.erased > 0) == (None, True)
    assert db.session.scalars(select(Checkout.charged_cents)).one() > 0
    assert db.session.scalars(select(Event).where(Event.type == "StudentErased")).one().triggered_by == STAFF[0]


def test_a_job_under_way_comes_first(admin_desk: FlaskClient) -> None:
    of_mira(Status.REJECTED)
    job = of_mira(Status.PRINTING)
    assert ask(admin_desk).get_json()["open_references"] == [job.reference]
    refused = ask(admin_desk, dry_run=False, confirm=MIRA["student_email"])
    assert (refused.status_code, job.reference in refused.get_json()["detail"]) == (409, True)


def test_it_needs_the_address_twice_and_an_admin(admin_desk: FlaskClient, desk: FlaskClient) -> None:
    of_mira(Status.CANCELED)
    assert ask(admin_desk, dry_run=False, confirm="somebody@example.edu").status_code == 422
    assert ask(admin_desk, email="nobody@example.edu").status_code == 404
    assert ask(desk).status_code == 403
    assert db.session.scalars(select(Job)).one().student_email == MIRA["student_email"]


def test_a_share_that_is_away_takes_the_files_when_it_is_back(admin_desk: FlaskClient, settings: Settings) -> None:
    job = of_mira(Status.REJECTED)
    folder = share.root() / str(job.path)
    with acts.away():
        assert ask(admin_desk, dry_run=False, confirm=MIRA["student_email"]).get_json()["erased"]

    acts.let_leases_run_out()
    move_service.sweep()
    erase_service.sweep()
    assert not folder.exists()
    assert "uillfeather" not in whole_database(settings)
