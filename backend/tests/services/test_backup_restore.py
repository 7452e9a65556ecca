"""A restore gives everything back, as of then, and treats what was sent since with suspicion."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from werkzeug.test import TestResponse

from app.config import Settings
from app.demo import road
from app.extensions import db
from app.models import Event, Job, MailStatus, Original, OutboxMail, Status, Workstation
from app.models.job import JOB_NUMBER
from app.services import (
    auth_service,
    backup_manifest,
    backup_restore,
    backup_service,
    drill_service,
    email_service,
    held_mail,
    inspection_service,
    links,
    metadata_service,
    move_service,
    originals,
    restore_checks,
    upload_service,
)
from app.services.event_service import SYSTEM
from app.utils.errors import Conflict
from labtool.engines import Postgres, Valkey
from labtool.paths import postgres_bin
from tests import acts
from tests.backups import empty_installation, entered, restored
from tests.crowd import beside
from tests.factories import make_folder, make_job
from tests.world import MakeWorkstation

RIGHTS = """
SELECT relname, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
UNION ALL SELECT proname, proacl::text FROM pg_proc WHERE proowner = 'lab_owner'::regrole
UNION ALL SELECT defaclobjtype::text, defaclacl::text FROM pg_default_acl ORDER BY 1
"""


@pytest.fixture(autouse=True)
def programs(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pg_dump be that of the server."""
    monkeypatch.setenv("PATH", f"{postgres_bin()}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def elsewhere(engines: tuple[Postgres, Valkey], settings: Settings, tmp_path: Path) -> Iterator[Settings]:
    """The settings of a new computer."""
    with empty_installation(engines[0], settings, tmp_path) as found:
        yield found


def rows() -> dict[str, dict[str, Any]]:
    """Return what metadata.json would say of each job, by reference."""
    db.session.rollback()
    return {job.reference: {each.name: getattr(job, each.name) for each in metadata_service.KEPT}
            for job in db.session.scalars(select(Job).order_by(Job.number))}  # fmt: skip


def rights() -> list[tuple[str, str]]:
    return [(name, acl) for name, acl in db.session.execute(text(RIGHTS))]


def follow(path: str, client_app: Flask) -> TestResponse:
    """Open the page of a mail's link: its call of the API."""
    return client_app.test_client().get(f"/api/v1/{path.partition('//')[2].partition('/')[2]}")


def test_a_lab_in_full_swing_comes_back(
    app: Flask, workstation: MakeWorkstation, staff: tuple[str, str], elsewhere: Settings
) -> None:
    session = auth_service.open_session(workstation("desk", is_admin=True)).token
    road.build(lambda _line: None)
    read = db.session.scalars(select(Original.sha256).limit(1)).one()
    inspection_service.inspect(read)
    before, allowed = rows(), rights()
    pending = db.session.scalars(select(Job).where(Job.status == Status.PENDING)).first()
    assert pending is not None
    confirm, track, waiting = links.confirm_url(pending), links.tracking_url(pending), queued()
    last = db.session.scalars(select(JOB_NUMBER.next_value())).one()
    backup = backup_service.create()
    came = restored(elsewhere, backup)
    assert (came.held_mails, came.stale_folders, came.has_same_key) == (waiting, 0, True)
    assert waiting > 0
    with entered(elsewhere) as new:
        assert rows() == {name: row | {"confirm_serial": row["confirm_serial"] + 1000} for name, row in before.items()}
        assert {row["status"] for row in before.values()} == set(Status) - {Status.ARCHIVED}
        assert rights() == allowed
        restore_checks.require_all_there(came.manifest)
        assert follow(track, new).status_code == 200
        assert follow(confirm, new).status_code == 410
        signed_in = new.test_client().get("/api/v1/auth/session", headers={"Authorization": f"Bearer {session}"})
        assert signed_in.status_code == 401
        assert db.session.scalars(select(JOB_NUMBER.next_value())).one() == last + 1001
        with drill_service.noted(backup):
            assert drill_service.judge(backup, came.manifest).startswith("The drill went well")
        assert email_service.send_due() == 0
        assert db.session.scalars(select(Event.type).order_by(Event.id.desc())).first() == "BackupRestored"
        original = db.session.get_one(Original, read)
        assert (original.report is None, original.inspected_at) == (False, None)  # what one turns in 3D is made anew
    assert backup_service.state().last_drill is not None


def queued() -> int:
    return db.session.scalar(select(func.count()).where(OutboxMail.status == MailStatus.QUEUED)) or 0


def test_held_mail_goes_out_when_somebody_says_so(app: Flask, elsewhere: Settings) -> None:
    job = make_job(status=Status.PENDING)
    email_service.queue("quote", job)
    email_service.queue("received", make_job())
    db.session.commit()
    reference = job.reference
    restored(elsewhere, backup_service.create())
    with entered(elsewhere):
        assert [reference in line for line in held_mail.listed()] == [True, False]
        assert email_service.send_due() == 0
        assert held_mail.release(SYSTEM) == 2
        assert held_mail.listed() == []
        assert email_service.send_due() == 2  # the quote, too: with the link that works now
        assert held_mail.discard(SYSTEM) == 0


def test_held_mail_can_be_dropped(app: Flask, elsewhere: Settings) -> None:
    email_service.queue("received", make_job())
    db.session.commit()
    restored(elsewhere, backup_service.create())
    with entered(elsewhere):
        assert held_mail.discard(SYSTEM) == 1
        assert email_service.send_due() == 0


def test_a_move_under_way_ends_after_the_restore(app: Flask, elsewhere: Settings) -> None:
    job = make_job(status=Status.PRINTING)
    make_folder(job)
    job_id = job.id
    move_service.plan(job, Status.COMPLETED)
    db.session.commit()
    restored(elsewhere, backup_service.create())
    with entered(elsewhere):
        move_service.follow(job_id)
        moved = db.session.get_one(Job, job_id)
        assert moved.path == f"Completed/{moved.folder_name}"
        assert (elsewhere.storage_root / moved.path / moved.file_name).is_file()


def test_backups_of_a_busy_lab_restore(app: Flask, staff: tuple[str, str], elsewhere: Settings) -> None:
    """Jobs come in, move on and go away while backups are made; each has every file that it lists."""
    stopped = threading.Event()

    def work() -> None:
        who = acts.at(Workstation(name="desk"))
        while not stopped.is_set():
            made = [make_job(status=Status.READYTOPRINT), make_job()]
            for job in made:
                make_folder(job)
            acts.perform("mark-printing", made[0].id, who)
            acts.perform("delete", made[1].id, who)
            upload_service.expire()

    busy = beside(app, work)
    try:
        backups = [backup_service.create() for _ in range(5)]
    finally:
        stopped.set()
        busy.join()
    manifests = [backup_manifest.read(backup) for backup in backups]
    files = [name for manifest in manifests for name in manifest.missing if not name.startswith("originals/")]
    assert files == []
    came = restored(elsewhere, backups[-1])
    assert came.manifest.facts.counts["jobs"] > 0
    with entered(elsewhere):
        restore_checks.require_all_there(came.manifest)


def test_it_goes_into_an_empty_installation_only(app: Flask, settings: Settings, elsewhere: Settings) -> None:
    make_folder(make_job())
    backup = backup_service.create()
    with entered(settings.as_owner()), pytest.raises(Conflict, match="There is a database already"):
        backup_restore.restore(backup)
    elsewhere.storage_root.mkdir(parents=True)
    (elsewhere.storage_root / "Pending").mkdir()
    with pytest.raises(Conflict, match="storage is not empty"):
        restored(elsewhere, backup)
    with entered(elsewhere):
        assert restore_checks.counted() == {}


def test_a_damaged_backup_is_not_restored(app: Flask, elsewhere: Settings) -> None:
    job = make_job()
    make_folder(job)
    backup = backup_service.create()
    (backup / "originals" / job.original_sha256).write_bytes(b"rot")
    with pytest.raises(Conflict, match="damaged, so nothing was restored"):
        restored(elsewhere, backup)
    assert not elsewhere.data_dir.exists()
    (backup / backup_manifest.NAME).write_text("{")
    with pytest.raises(Conflict, match="cannot be read"):
        restored(elsewhere, backup)


def test_a_file_that_did_not_come_back_fails_the_drill(app: Flask, elsewhere: Settings) -> None:
    job = make_job()
    make_folder(job)
    originals.sweep_unused()
    backup, sha256 = backup_service.create(), job.original_sha256
    came = restored(elsewhere, backup)
    with entered(elsewhere):
        (elsewhere.data_dir / "originals" / sha256).write_bytes(b"?")
        with pytest.raises(Conflict, match="1 files did not come back"), drill_service.noted(backup):
            drill_service.judge(backup, came.manifest)
    backup_service.create()  # a new backup does not make up for it
    state = backup_service.state()
    assert (state.last_drill, str(state.failure).startswith("drill of")) == (None, True)
    assert state.failed_at is not None
    with drill_service.noted(backup):
        pass
    assert backup_service.state().failure is None


def test_rows_that_do_not_come_back_are_named(app: Flask) -> None:
    facts = backup_manifest.Facts("0001", {"jobs": 2, "events": 1}, {})
    with pytest.raises(Conflict, match=r"jobs: 1 of 2\."):
        restore_checks.compare(facts, {"jobs": 1, "events": 1})
    assert db.session.scalar(select(func.count()).select_from(Workstation)) == 0
