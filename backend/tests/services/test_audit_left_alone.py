"""The file check says nothing about what is well, under way, or put right meanwhile."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.extensions import db
from app.models import Actor, FileMove, Job, Status, Workstation
from app.services import inspection_service, move_service, originals, share
from app.services.audit import listing, look
from tests import acts, damage, story
from tests.factories import make_folder, make_job
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("app", "staff")


def test_it_says_nothing_about_a_healthy_lab(healthy: dict[Status, Job]) -> None:
    audit = damage.check()
    assert (audit.status, damage.found(audit), audit.counts) == ("done", set(), {})
    assert audit.progress == {"folders": 9, "folders_done": 9, "jobs": 9, "jobs_done": 9}
    assert audit.finished_at


def test_it_says_nothing_after_a_whole_story(client: FlaskClient, workstation: MakeWorkstation) -> None:
    assert story.submit(client).status_code == 201
    job_id = db.session.scalars(select(Job.id)).one()
    desk = workstation("desk")
    who = acts.at(desk)
    move_service.follow(job_id)
    inspection_service.inspect(db.session.get_one(Job, job_id).original_sha256)
    move_service.follow(job_id)
    assert damage.last_found() == set()
    approved = {"authoritative_file": db.session.get_one(Job, job_id).file_name, "weight_g": 40.0, "time_hours": 2.0}
    acts.BODIES["approve"] = approved
    for action in ("approve", "force-confirm", "mark-printing", "mark-complete", "payment", "revert-pickup"):
        actor = acts.at(desk, Actor.ADMIN) if action == "force-confirm" else who
        acts.perform(action, job_id, actor)
        assert damage.last_found() == set(), action


def test_what_is_under_way_is_left_alone(healthy: dict[Status, Job]) -> None:
    for status in (Status.UPLOADED, Status.PENDING):
        job = healthy[status]
        db.session.add(FileMove(job_id=job.id, src=job.path, dst=f"Canceled/{job.folder_name}", attempts=1))
    db.session.flush()
    move = db.session.scalars(select(FileMove).order_by(FileMove.id).limit(1)).one()
    (damage.home(healthy[Status.UPLOADED]) / healthy[Status.UPLOADED].file_name).unlink()
    (share.root() / f"Canceled/.incoming-{move.id}-1").mkdir()
    (share.root() / f"Canceled/{healthy[Status.PENDING].folder_name}").mkdir()
    gone = FileMove(job_id=make_job().id, src="Rejected/being cleared", dst=None, state="committed")
    db.session.add_all([gone, FileMove(job_id=make_job().id, src=None, dst="Uploaded/being placed")])
    (share.root() / "Rejected/being cleared").mkdir()
    (share.root() / "Uploaded/being placed").mkdir()
    healthy[Status.PRINTING].metadata_stale = True
    db.session.commit()
    for job in db.session.scalars(select(Job).where(Job.path.is_(None))):
        make_folder(job)
    (damage.home(healthy[Status.PRINTING]) / "metadata.json").unlink()
    assert damage.last_found() == set()


def test_a_file_that_is_just_being_kept_is_left_alone(healthy: dict[Status, Job]) -> None:
    content = b"solid being kept"
    sha256 = hashlib.sha256(content).hexdigest()
    originals.path(sha256).write_bytes(content)
    with db.engine.connect() as keeper:
        keeper.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"original/{sha256}", 0))))
        assert damage.last_found() == set()
        keeper.rollback()
    assert damage.last_found() == {("original_unreferenced", f"originals/{sha256}")}


def test_a_folder_behind_a_link_is_the_jobs_folder(healthy: dict[Status, Job], settings_data: Path) -> None:
    folder = damage.home(healthy[Status.PRINTING])
    folder.symlink_to(folder.rename(settings_data / "another disk"))
    assert damage.last_found() == set()


def test_nothing_is_false_while_jobs_go_their_ways(
    healthy: dict[Status, Job], app: Flask, workstation: MakeWorkstation
) -> None:
    station_id, jobs = workstation("desk").id, [damage.job_with_folder(Status.READYTOPRINT).id for _ in range(4)]
    orphan = damage.orphan_folder(healthy[Status.PRINTING])

    def work() -> None:
        with app.app_context():
            who = acts.at(db.session.get_one(Workstation, station_id))
            for action in ("mark-printing", "mark-complete", "payment", "revert-pickup", "revert-completion"):
                for job_id in jobs:
                    acts.perform(action, job_id, who)
            db.session.remove()

    with ThreadPoolExecutor(1) as pool:
        ended, rounds = pool.submit(work), 0
        while not ended.done() or rounds < 2:
            assert damage.last_found() == {("orphan_folder", orphan)}
            rounds += 1
        ended.result()


def test_what_was_put_right_before_the_second_look_is_no_finding(
    healthy: dict[Status, Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    job = healthy[Status.PRINTING]
    file = damage.home(job) / job.file_name
    content = file.read_bytes()
    file.unlink()
    acts.meanwhile(monkeypatch, (look, "confirm"), lambda: file.write_bytes(content))
    assert damage.last_found() == set()


def test_a_change_amid_the_second_look_is_no_finding(
    healthy: dict[Status, Job], monkeypatch: pytest.MonkeyPatch, workstation: MakeWorkstation
) -> None:
    job = healthy[Status.PRINTING]
    who = acts.at(workstation("desk"))
    damage.metadata_differs(job)
    job_id = job.id
    confirm = look.confirm

    def changed_amid(*arguments: Any) -> object:
        acts.meanwhile(monkeypatch, (listing, "entries"), lambda: acts.perform("mark-complete", job_id, who))
        return confirm(*arguments)

    monkeypatch.setattr(look, "confirm", changed_amid)
    assert damage.last_found() == set()
