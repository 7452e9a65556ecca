"""Staff saved over the student's file in its folder: approve that content, or put back what the student sent."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import AuditFinding, Event, Job, Status
from app.services import file_service, originals
from app.services.audit import resolve
from app.services.event_service import Who
from tests import acts, damage
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("app", "staff")
QUOTE = {"weight_g": 40.0, "time_hours": 2.0}


@pytest.fixture
def who(workstation: MakeWorkstation) -> Who:
    return acts.at(workstation("desk"))


@pytest.fixture
def changed() -> Job:
    """A new job whose file was saved anew, as long as it was."""
    job = damage.job_with_folder(Status.UPLOADED)
    file = damage.home(job) / job.file_name
    file.write_bytes(file.read_bytes()[::-1])
    return job


def approve(job: Job, who: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(acts.BODIES, "approve", QUOTE | {"authoritative_file": job.file_name})
    acts.perform("approve", job.id, who)


def put_back(who: Who) -> None:
    ids = list(db.session.scalars(select(AuditFinding.id)))
    resolve.resolve({"finding_ids": ids, "staff_name": acts.STAFF_NAME, "reason": "by mistake"}, who)


def test_an_approval_adopts_it_and_the_original_stays(changed: Job, who: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = originals.path(changed.original_sha256).read_bytes()
    assert damage.last_found() == {("changed_content", f"{changed.path}/{changed.file_name}")}
    approve(changed, who, monkeypatch)
    saved = file_service.stored(damage.home(changed), changed.file_name)
    assert changed.authoritative_file == {"name": saved.name, "size": saved.size, "sha256": saved.sha256}
    told = db.session.scalars(select(Event).where(Event.type == "FileChanged")).one()
    assert told.details == {"file": saved.name, "sha256": saved.sha256}
    assert saved.sha256 != changed.original_sha256
    assert originals.path(changed.original_sha256).read_bytes() == sent
    assert damage.last_found() == set()


def test_what_the_student_sent_comes_back_and_is_approved(
    changed: Job, who: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage.check()
    put_back(who)
    assert file_service.digest(damage.home(changed) / changed.file_name) == changed.original_sha256
    assert damage.last_found() == set()
    approve(changed, who, monkeypatch)
    assert (changed.authoritative_file or {})["sha256"] == changed.original_sha256
    assert "FileChanged" not in acts.events(changed.id)


def test_after_the_approval_only_what_was_approved_counts(
    changed: Job, who: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    approve(changed, who, monkeypatch)
    file = damage.home(changed) / changed.file_name
    file.write_bytes(originals.path(changed.original_sha256).read_bytes())
    assert damage.last_found() == {("changed_content", f"{changed.path}/{changed.file_name}")}
