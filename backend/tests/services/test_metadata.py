"""metadata.json: all that is needed to rebuild a row, kept up to date, never in the way."""

import json
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from app.extensions import db
from app.models import Job, Status
from app.services import confirm_service, file_service, metadata_service, move_service, notes_service, originals, share
from app.services.event_service import Who
from app.utils import clock
from tests import acts, story
from tests.factories import make_folder, make_job
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("staff")


@pytest.fixture
def who(workstation: MakeWorkstation) -> Who:
    return acts.at(workstation("desk"))


def written(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "metadata.json").read_text())
    return found


def let_time_pass() -> None:
    """Let the changes be old enough for the sweep."""
    db.session.execute(update(Job).values(updated_at=clock.now() - timedelta(minutes=1)))
    db.session.commit()


def test_an_action_that_moves_nothing_refreshes_it(who: Who) -> None:
    job = make_job()
    folder = make_folder(job)
    acts.perform("review", job.id, who)
    content = written(folder)
    db.session.refresh(job)
    assert content["job"]["reviewed_at"] == str(job.reviewed_at and job.reviewed_at.isoformat())
    assert [event["type"] for event in content["events"]] == ["LockTaken", "JobReviewed"]
    assert not job.metadata_stale


def _notes(job: Job, who: Who) -> None:
    sent = {"staff_name": acts.STAFF_NAME, "notes": "Sand the base gently", "version": 1}
    notes_service.change(job.id, sent, who)


def _new_link(job: Job, _who: Who) -> None:
    token = story.confirm_path(job.id).rpartition("/")[2]
    long_ago = clock.now() - timedelta(days=4)
    db.session.execute(update(Job).values(confirm_expires_at=long_ago, confirm_link_sent_at=long_ago))
    db.session.commit()
    confirm_service.send_new_link({"token": token})


@pytest.mark.parametrize(("change", "column"), [(_notes, "staff_notes"), (_new_link, "confirm_serial")])
def test_the_sweep_writes_what_changed_without_an_action(
    who: Who, change: Callable[[Job, Who], None], column: str
) -> None:
    job = make_job(status=Status.PENDING)
    folder = make_folder(job)
    change(job, who)
    assert move_service.sweep() == 0  # a moment later, so that a busy job is not written again and again
    let_time_pass()
    assert move_service.sweep() == 1
    db.session.refresh(job)
    assert written(folder)["job"][column] == getattr(job, column) != 1
    assert move_service.sweep() == 0


def test_the_row_can_be_rebuilt_with_every_column_filled_in(who: Who) -> None:
    job = make_job(
        status=Status.COMPLETED, due_date=date(2026, 12, 1), quote_volume_ml=12.5, reviewed_at=clock.now(),
        rejection_reasons=["too_small"], student_notes="Grüße\n“quoted”",
        confirmed_at=datetime(2026, 11, 1, tzinfo=UTC), authoritative_file={"name": "x", "size": 1, "sha256": "0"},
    )  # fmt: skip
    folder = make_folder(job, {"plate.gcode": b"G1"})
    acts.perform("payment", job.id, who)
    folder = share.root() / f"PaidPickedUp/{job.folder_name}"
    content = written(folder)
    db.session.refresh(job)
    assert metadata_service.row_of(content) == {each.name: getattr(job, each.name) for each in metadata_service.KEPT}
    assert content["payments"][0]["checkout"]["charged_cents"] == 400
    assert content["payments"][0]["void"] is None
    sizes = {file["name"]: file["size"] for file in content["files"]}
    assert sizes == {job.file_name: len(f"solid {job.number}"), "plate.gcode": 2}
    assert not [name for name in content["job"] if "lock" in name or "token" in name]
    acts.perform("revert-pickup", job.id, who)
    assert written(share.root() / f"Completed/{job.folder_name}")["payments"][0]["void"]["reason"] == "Wrong job"


def test_a_picture_goes_along_once_there_is_one(who: Who) -> None:
    job = make_job()
    folder = make_folder(job)
    picture = originals.thumbnail_path(job.original_sha256)
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_bytes(b"png")
    acts.perform("review", job.id, who)
    assert (folder / "thumbnail.png").read_bytes() == b"png"
    assert "thumbnail.png" in {file["name"] for file in written(folder)["files"]}


def test_a_storage_that_is_away_is_tried_again(who: Who) -> None:
    job = make_job()
    folder = make_folder(job)
    with acts.away():
        acts.perform("review", job.id, who)
        assert written(folder)["job"]["reviewed_at"] is None
    let_time_pass()
    assert move_service.sweep() == 1
    assert written(folder)["job"]["reviewed_at"] is not None


def test_a_change_while_it_is_written_makes_it_stale_again(who: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    job = make_job()
    folder = make_folder(job)
    dress = metadata_service.dress
    job_id = job.id

    def changed_meanwhile(*arguments: Any) -> None:
        dress(*arguments)
        monkeypatch.setattr(metadata_service, "dress", dress)
        db.session.execute(update(Job).values(staff_notes="new", updated_at=clock.now(), metadata_stale=True))

    db.session.execute(update(Job).values(metadata_stale=True))
    db.session.commit()
    monkeypatch.setattr(share, "within", lambda work, _seconds=None, **_: work())
    monkeypatch.setattr(metadata_service, "dress", changed_meanwhile)
    metadata_service.refresh(job_id)
    db.session.refresh(job)
    assert job.metadata_stale
    metadata_service.refresh(job_id)
    db.session.refresh(job)
    assert not job.metadata_stale
    assert written(folder)["job"]["staff_notes"] == "new"


def test_a_killed_writer_leaves_no_ghost_of_the_folder(who: Who) -> None:
    """Its temporary file is ours: it does not count as a late save when the folder moves on."""
    job = make_job(status=Status.READYTOPRINT)
    folder = make_folder(job)
    (folder / file_service.hidden_name(file_service.METADATA)).write_bytes(b"{")
    acts.perform("mark-printing", job.id, who)
    assert not folder.exists()


def test_what_has_no_place_in_it_is_an_error() -> None:
    with pytest.raises(TypeError, match="bytes has no place"):
        metadata_service.encode({"x": b"bytes"})


def test_refreshing_a_job_that_is_gone_is_fine(client: FlaskClient) -> None:
    metadata_service.refresh(uuid.uuid4())
