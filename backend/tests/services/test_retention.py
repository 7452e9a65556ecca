"""Archive and prune: counted first, typed to confirm, done job by job, and nothing that is too young."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import broker, db
from app.models import Actor, Event, Job, Original, Status, Workstation
from app.services import originals, retention_service, share
from app.utils import clock
from app.utils.errors import Invalid, StorageUnavailable
from tests import acts
from tests.factories import make_folder, make_job
from tests.world import STAFF, MakeWorkstation

pytestmark = pytest.mark.usefixtures("staff")
ASKED = {"staff_name": STAFF[0], "reason": "End of term", "retention_days": 30}


def closed(status: Status, days: int) -> Job:
    """Make a job with its folder that was closed so many days ago."""
    job = make_job(status=status)
    make_folder(job)
    job.status_at = clock.now() - timedelta(days=days)
    db.session.commit()
    return job


def ask(desk: FlaskClient, name: str, **changes: object) -> Any:
    return desk.post(f"/api/v1/admin/{name}", json=ASKED | changes)


@pytest.fixture
def station(workstation: MakeWorkstation) -> Workstation:
    return workstation("back-office", is_admin=True)


def run(name: str, station: Workstation) -> int:
    return retention_service.run(name, 30, "End of term", STAFF[0], station.id)


def test_the_count_comes_before_the_deed(admin_desk: FlaskClient, desk: FlaskClient) -> None:
    for status in (Status.PAIDPICKEDUP, Status.REJECTED, Status.CANCELED, Status.COMPLETED, Status.ARCHIVED):
        closed(status, 31), closed(status, 29)
    found = ask(admin_desk, "archive").get_json()
    assert (found["matching"], found["confirmation"], found["started"]) == (3, "archive 3", False)
    assert found["message"] == "3 jobs closed for at least 30 days would move to Archived. Nothing is deleted."
    pruned = ask(admin_desk, "prune").get_json()
    assert (pruned["matching"], "deleted for good" in pruned["message"]) == (1, True)
    assert "nothing to do" in ask(admin_desk, "archive", retention_days=400).get_json()["message"]
    assert ask(admin_desk, "archive", retention_days=29).status_code == 422
    assert ask(desk, "archive").status_code == 403


def test_the_deed_needs_the_words_and_the_count_of_now(admin_desk: FlaskClient) -> None:
    closed(Status.REJECTED, 40)
    go = {"dry_run": False}
    refused = ask(admin_desk, "archive", **go)
    assert (refused.status_code, "type “archive 1”" in refused.get_json()["detail"]) == (422, True)
    outdated = ask(admin_desk, "archive", **go, confirm="archive 2")
    assert (outdated.status_code, "1 jobs" in outdated.get_json()["detail"]) == (409, True)
    assert ask(admin_desk, "archive", **go, confirm=" Archive 1 ").get_json()["started"]
    assert ask(admin_desk, "prune", **go, confirm="prune 9").get_json()["started"] is False


def test_archiving_moves_the_folders_and_names_who_did_it(station: Workstation) -> None:
    old, young = closed(Status.PAIDPICKEDUP, 31), closed(Status.PAIDPICKEDUP, 29)
    assert (run("archive", station), run("archive", station)) == (1, 0)
    db.session.expire_all()
    assert (old.status, young.status) == (Status.ARCHIVED, Status.PAIDPICKEDUP)
    assert (share.root() / f"Archived/{old.folder_name}" / old.file_name).is_file()
    event = db.session.scalars(select(Event).where(Event.type == "JobArchived")).one()
    assert (event.triggered_by, event.details["retention_days"]) == (STAFF[0], 30)


def test_pruning_leaves_nothing_but_the_log(station: Workstation) -> None:
    job = closed(Status.ARCHIVED, 31)
    job_id, folder, sha256 = job.id, share.root() / str(job.path), job.original_sha256
    kept: Path = originals.path(sha256)
    assert folder.is_dir() and kept.is_file()
    assert run("prune", station) == 1
    assert not folder.exists() and not kept.exists()
    assert (db.session.get(Job, job_id), db.session.get(Original, sha256)) == (None, None)
    assert acts.events(job_id) == ["JobPruned"]


def test_what_is_too_young_is_refused_even_one_by_one(station: Workstation) -> None:
    job = closed(Status.REJECTED, 10)
    who = acts.at(station, Actor.ADMIN)
    with pytest.raises(Invalid, match="less than 30 days"):
        acts.perform("archive", job.id, who)


def test_a_share_that_is_away_stops_nothing_and_loses_nothing(station: Workstation) -> None:
    job = closed(Status.REJECTED, 31)
    (share.root() / share.SENTINEL).unlink()
    try:
        run("archive", station)
    except StorageUnavailable:
        pytest.fail("the action stands while the share is away; the folder follows")
    db.session.expire_all()
    assert (job.status, job.path) == (Status.ARCHIVED, f"Rejected/{job.folder_name}")


def test_without_a_worker_nothing_is_promised(admin_desk: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    closed(Status.REJECTED, 40)
    hints = admin_desk.application.extensions.pop("hints", None)
    settings = admin_desk.application.extensions["settings"]
    gone = settings.model_copy(update={"redis_url": "redis://127.0.0.1:1/0"})
    monkeypatch.setitem(admin_desk.application.extensions, "settings", gone)
    refused = ask(admin_desk, "archive", dry_run=False, confirm="archive 1")
    monkeypatch.undo()
    admin_desk.application.extensions["hints"] = hints
    assert (refused.status_code, "Nothing was changed" in refused.get_json()["detail"]) == (409, True)
    assert broker(settings.redis_url).ping()
