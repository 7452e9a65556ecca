"""A lost database comes back from the storage alone; what cannot be read is named, and the rest goes on."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.config import Settings
from app.demo import road
from app.extensions import db
from app.models import Base, Checkout, CheckoutLine, CheckoutVoid, Event, Job, Status
from app.models.job import JOB_NUMBER
from app.services import catalog_service, metadata_service, move_service, originals, rebuild_service, share
from app.services.event_service import SYSTEM
from app.services.rebuild_service import Rebuilt
from app.utils import migrations
from app.utils.errors import Conflict
from labtool.engines import Postgres, Valkey
from tests import acts
from tests.backups import empty_installation, entered
from tests.factories import make_folder, make_job
from tests.world import MakeWorkstation

PAYMENTS: tuple[type[Base], ...] = (Checkout, CheckoutLine, CheckoutVoid)


@pytest.fixture
def lost(engines: tuple[Postgres, Valkey], settings: Settings, tmp_path: Path) -> Iterator[Settings]:
    """A new installation with tables and a catalogue, on the storage of the one under test."""
    with empty_installation(engines[0], settings, tmp_path) as found:
        yield found.model_copy(update={"storage_root": settings.storage_root})


def rebuilt(lost: Settings, look: Callable[[], None]) -> Rebuilt:
    """Rebuild as the command does, and look at what came."""
    db.session.rollback()
    with entered(lost.as_owner()):
        migrations.upgrade()
        catalog_service.seed()
        db.session.commit()
        report = rebuild_service.rebuild(SYSTEM)
        look()
        return report


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return every field of the jobs that metadata.json keeps, and every payment."""
    jobs = [{each.name: getattr(job, each.name) for each in metadata_service.KEPT}
            for job in db.session.scalars(select(Job).order_by(Job.number))]  # fmt: skip
    payments = {
        model.__tablename__: [dict(row._mapping) for row in db.session.execute(select(model.__table__)).all()]
        for model in PAYMENTS
    }
    db.session.rollback()
    return {"jobs": jobs} | {name: sorted(rows, key=str) for name, rows in payments.items()}


def metadata(job: Job) -> Path:
    return share.root() / str(job.path) / "metadata.json"


def test_every_field_of_a_lab_in_full_swing_comes_back(
    app: Flask, workstation: MakeWorkstation, staff: tuple[str, str], lost: Settings
) -> None:
    desk = acts.at(workstation("desk", is_admin=True))
    made = road.build(lambda _line: None)
    paid = db.session.scalars(select(Job).where(Job.status == Status.PAIDPICKEDUP)).first()
    assert paid is not None
    acts.perform("revert-pickup", paid.id, desk)
    db.session.execute(update(Job).values(due_date=date(2026, 12, 24), metadata_stale=True))
    db.session.commit()
    for job_id in list(db.session.scalars(select(Job.id))):
        move_service.follow(job_id)
    before, contents = everything(), {job["original_sha256"] for job in everything()["jobs"]}
    last = max(job["number"] for job in before["jobs"])

    def look() -> None:
        assert everything() == before
        assert {file.name for file in originals.path("x").parent.iterdir()} == contents
        assert db.session.scalars(select(JOB_NUMBER.next_value())).one() == last + 1001
        told = db.session.scalars(select(Event).where(Event.type == "JobRebuilt").order_by(Event.id)).all()
        assert [event.details["history"][0][0] for event in told] == ["JobCreated"] * made

    report = rebuilt(lost, look)
    assert (report.jobs, report.payments, report.problems) == (26, len(before["checkouts"]), [])
    assert len(before["checkout_voids"]) == 1


def _write(job: Job, /, **changes: Any) -> None:
    content = json.loads(metadata(job).read_text())
    metadata(job).write_text(json.dumps(content | changes))


def test_what_cannot_be_read_is_named_and_the_rest_comes_back(app: Flask, lost: Settings) -> None:
    good, torn, newer, bare, odd = (make_job() for _ in range(5))
    for job in (good, torn, newer, bare, odd):
        make_folder(job)
    metadata(torn).write_text('{"format": 1, "job"')
    _write(newer, format=99)
    metadata(bare).unlink()
    _write(odd, job=json.loads(metadata(odd).read_text())["job"] | {"student_name": "x" * 500})
    (share.root() / "Uploaded" / ".incoming-1-1").mkdir()
    shutil.copytree(metadata(good).parent, metadata(good).parent.with_name(f"{good.folder_name}.stale-1-1"))
    names, reference = [torn.folder_name, newer.folder_name, bare.folder_name, odd.folder_name], good.reference
    report = rebuilt(lost, lambda: None)
    assert report.jobs == 1
    assert [sum(name in text for text in report.problems) for name in names] == [1] * 4
    assert len(report.problems) == 4
    assert not any(reference in text for text in report.problems)


def test_of_two_copies_the_newer_one_counts(app: Flask, lost: Settings) -> None:
    job = make_job()
    folder = make_folder(job)
    shutil.copytree(folder, share.root() / "Pending" / folder.name)
    _write(job, written_at="2020-01-01T00:00:00+00:00")

    def look() -> None:
        found = db.session.scalars(select(Job)).one()
        assert found.path == f"Pending/{found.folder_name}"
        move_service.follow(found.id)  # and goes to where its status says
        db.session.refresh(found)
        assert found.path == f"Uploaded/{found.folder_name}"

    report = rebuilt(lost, look)
    assert "an older copy" in report.problems[0]


@pytest.mark.parametrize("is_changed", [True, False])
def test_an_original_that_is_gone_is_named_but_its_job_comes_back(app: Flask, lost: Settings, is_changed: bool) -> None:
    job = make_job()
    working_copy = make_folder(job) / job.file_name
    if is_changed:
        working_copy.write_bytes(b"solid repaired")
    else:
        working_copy.unlink()
    report = rebuilt(lost, lambda: None)
    assert (report.jobs, len(report.problems)) == (1, 1)
    assert "the file that the student sent" in report.problems[0]
    assert not list((lost.data_dir / "originals").iterdir())


def test_metadata_of_the_first_format_is_read(app: Flask, lost: Settings) -> None:
    job = make_job()
    make_folder(job)
    content = json.loads(metadata(job).read_text())
    content.pop("original")
    metadata(job).write_text(json.dumps(content | {"format": 1}))
    size = job.size_bytes
    sizes: list[int] = []
    assert rebuilt(lost, lambda: sizes.append(db.session.scalars(select(Job)).one().size_bytes)).problems == []
    assert sizes == [size]


def test_a_database_with_jobs_is_left_alone(app: Flask) -> None:
    make_folder(make_job())
    with pytest.raises(Conflict, match="There are jobs"):
        rebuild_service.rebuild(SYSTEM)
