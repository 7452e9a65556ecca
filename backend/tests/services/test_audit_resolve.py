"""Each finding has one safe way out: told first, done under a name, and gone from the next check."""

import json
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Actor, AuditFinding, Event, FileMove, Job, MoveState, Original, Status
from app.schemas.audit import Resolution
from app.services import file_service, inspection_service, move_service, originals, share
from app.services.audit import handling, resolve
from app.services.audit.kinds import Code
from app.services.event_service import Who
from app.utils.errors import NotFound, StorageUnavailable
from tests import acts, damage, story
from tests.damage import DAMAGE
from tests.snapshot import tables, tree_of
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("app", "staff")
QUARANTINED = (
    Code.ORPHAN_FILE, Code.ORPHAN_FOLDER, Code.STALE_COPY, Code.LEFTOVER_INCOMING, Code.DUPLICATE_REFERENCE,
    Code.LATE_SAVE, Code.SIZE_DIFFERS,
)  # fmt: skip
Solve = Callable[..., list[Resolution]]


@pytest.fixture
def who(workstation: MakeWorkstation) -> Who:
    return acts.at(workstation("desk"), Actor.ADMIN).named("Dora Hartwig")


@pytest.fixture
def solve(who: Who) -> Solve:
    """Resolve every open finding of the last check."""

    def act(*, dry_run: bool = False) -> list[Resolution]:
        db.session.rollback()
        ids = list(db.session.scalars(select(AuditFinding.id).where(AuditFinding.resolved_at.is_(None))))
        signed = {} if dry_run else {"staff_name": who.name, "reason": "as seen"}
        return resolve.resolve(signed | {"finding_ids": ids, "dry_run": dry_run}, who).results

    return act


@pytest.fixture
def job() -> Job:
    return damage.job_with_folder()


def quarantined() -> list[str]:
    """List what lies in today's quarantine."""
    return [name.split("/", 2)[2] for name in story.everything_under(share.root()) if name.startswith("Quarantine/")]


@pytest.mark.parametrize("code", [code for code in DAMAGE if code is not Code.CHANGED_CONTENT])
def test_a_dry_run_tells_and_changes_nothing(code: Code, job: Job, solve: Solve, settings_data: Path) -> None:
    DAMAGE[code](job)
    damage.check()
    before = tree_of(settings_data), tables()
    (told,) = solve(dry_run=True)
    assert "would be" in told.text
    assert not told.done
    assert (tree_of(settings_data), tables()) == before


@pytest.mark.parametrize("code", DAMAGE)
def test_what_was_resolved_is_gone_from_the_next_check(code: Code, job: Job, solve: Solve) -> None:
    path = DAMAGE[code](job)
    assert len(damage.last_found()) == 1
    (done,) = solve()
    assert (done.done, " was " in done.text) == (True, True), done.text
    move_service.sweep()
    assert damage.last_found() == set()
    assert bool(quarantined()) == (code in QUARANTINED)
    event = db.session.scalars(select(Event).where(Event.type == "AuditFindingResolved")).one()
    assert (event.triggered_by, event.details["path"], event.details["reason"]) == ("Dora Hartwig", path, "as seen")
    finding = db.session.scalars(select(AuditFinding).where(AuditFinding.path == path)).one()
    assert (finding.resolved_by, finding.resolution) == ("Dora Hartwig", done.text)


def test_a_file_comes_back_as_the_student_sent_it(job: Job, solve: Solve) -> None:
    sent = originals.path(job.original_sha256).read_bytes()
    damage.size_differs(job)
    damage.check()
    solve()
    assert (damage.home(job) / job.file_name).read_bytes() == sent
    assert quarantined() == [f"{job.path}/{job.file_name}"]


def test_a_whole_folder_comes_back(solve: Solve) -> None:
    job = damage.job_with_folder(Status.UPLOADED)
    before = story.everything_under(damage.home(job))
    for name in ("plate.gcode", *before):
        (damage.home(job) / name).unlink(missing_ok=True)
    damage.home(job).rmdir()
    damage.check()
    solve()
    assert story.everything_under(damage.home(job)) == [name for name in before if name != "plate.gcode"]
    assert damage.last_found() == set()


def test_what_has_no_other_copy_is_not_invented(job: Job, solve: Solve) -> None:
    (damage.home(job) / "plate.gcode").unlink()
    originals.path(job.original_sha256).write_bytes(b"rotten")
    (damage.home(job) / job.file_name).unlink()
    damage.check()
    for dry_run in (True, False):
        told = solve(dry_run=dry_run)
        assert [(each.done, each.text.split(" ")[0]) for each in told] == [(False, "No")] * 3
    assert len(damage.last_found()) == 3


def test_what_staff_saved_again_is_recorded_as_the_file_to_print(job: Job, solve: Solve) -> None:
    damage.changed_content(job)
    damage.check()
    assert "would be recorded as the file" in solve(dry_run=True)[0].text
    solve()
    db.session.refresh(job)
    saved = (damage.home(job) / "plate.gcode").read_bytes()
    assert job.authoritative_file == {"name": "plate.gcode", "size": len(saved), "sha256": _sha256(saved)}
    assert "FileChanged" in acts.events(job.id)


def _sha256(content: bytes) -> str:
    file = originals.path("x").with_name("digest")
    file.write_bytes(content)
    found = file_service.digest(file)
    file.unlink()
    return found


def test_a_late_save_is_taken_over_beside_what_is_there(job: Job, solve: Solve) -> None:
    kept = (damage.home(job) / "plate.gcode").read_bytes()
    old = share.root() / damage.late_save(job)
    (old / "sub").mkdir()
    (old / "sub" / "new.3mf").write_bytes(b"PK")
    damage.check()
    solve()
    assert (damage.home(job) / "plate.gcode").read_bytes() == kept
    assert (damage.home(job) / "plate-late.gcode").read_bytes() == b"; saved by a slicer that did not know"
    assert (damage.home(job) / "sub/new.3mf").read_bytes() == b"PK"
    assert not old.exists()
    listed = json.loads((damage.home(job) / "metadata.json").read_text())["files"]
    assert {"plate-late.gcode", "sub/new.3mf"} <= {each["name"] for each in listed}


def test_quarantine_overwrites_nothing(job: Job, solve: Solve) -> None:
    for _ in range(3):
        damage.orphan_folder(job)
        (share.root() / damage.orphan_file(job)).write_bytes(b"y")
        damage.check()
        solve()
    assert quarantined() == [
        "Printing/Holiday pictures-2/beach.jpg", "Printing/Holiday pictures-3/beach.jpg",
        "Printing/Holiday pictures/beach.jpg", "Printing/lost.stl", "Printing/lost.stl-2", "Printing/lost.stl-3",
    ]  # fmt: skip


def test_a_link_is_set_aside_and_not_what_it_points_to(job: Job, solve: Solve, tmp_path: Path) -> None:
    (tmp_path / "private.txt").write_text("mine")
    (damage.home(job).parent / "link.txt").symlink_to(tmp_path / "private.txt")
    damage.check()
    assert solve()[0].done
    assert (tmp_path / "private.txt").read_text() == "mine"
    assert damage.last_found() == set()


def test_a_folder_goes_home_from_wherever_it_was_put(solve: Solve) -> None:
    dragged, slipped = damage.job_with_folder(), damage.job_with_folder(Status.UPLOADED)
    damage.wrong_folder(dragged)
    damage.status_slipped(slipped)
    damage.check()
    solve()
    for job in (dragged, slipped):
        db.session.refresh(job)
        assert job.path == f"Printing/{job.folder_name}"
        assert damage.home(job).is_dir()
    assert set(db.session.scalars(select(FileMove.state))) == {MoveState.CLEANED}
    assert damage.last_found() == set()


def test_a_picture_is_made_again_by_the_inspector(job: Job, solve: Solve) -> None:
    originals.thumbnail_path(job.original_sha256).unlink()
    assert damage.last_found() == {("thumbnail_missing", f"thumbnails/{job.original_sha256}.png")}
    solve()
    assert db.session.get_one(Original, job.original_sha256).inspected_at is None
    originals.path(job.original_sha256).write_bytes(story.cube_stl())
    inspection_service.inspect(job.original_sha256)
    assert originals.thumbnail_path(job.original_sha256).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("code", [Code.MISSING_FILE, Code.ORPHAN_FOLDER])
def test_what_is_no_longer_so_is_left_alone(code: Code, job: Job, solve: Solve, settings_data: Path) -> None:
    sent = (damage.home(job) / job.file_name).read_bytes()
    path = share.root() / DAMAGE[code](job)
    damage.check()
    if code is Code.MISSING_FILE:
        path.write_bytes(sent)
    else:
        path.rename(settings_data / "taken home")
    before = tree_of(settings_data)
    assert [(each.done, each.text) for each in solve(dry_run=True)] == [(False, resolve.PAST)]
    assert [(each.done, each.text) for each in solve()] == [(True, resolve.PAST)]
    assert tree_of(settings_data) == before


def test_what_moves_meanwhile_is_left_alone(job: Job, solve: Solve) -> None:
    damage.metadata_missing(job)
    damage.check()
    db.session.add(FileMove(job_id=job.id, src=job.path, dst=f"Completed/{job.folder_name}"))
    db.session.commit()
    assert solve()[0].text == resolve.PAST


def test_a_job_that_is_gone_leaves_nothing_to_do(job: Job, solve: Solve, workstation: MakeWorkstation) -> None:
    job = damage.job_with_folder(Status.PENDING)
    damage.metadata_missing(job)
    damage.check()
    acts.perform("delete", job.id, acts.at(workstation("other")))
    assert [each.text for each in solve()] == [resolve.PAST]


def test_twice_is_once(job: Job, who: Who) -> None:
    damage.orphan_file(job)
    damage.check()
    finding = db.session.scalars(select(AuditFinding.id)).one()
    body = {"staff_name": who.name, "reason": "as seen", "finding_id": finding}
    first, second = resolve.resolve(body, who).results + resolve.resolve(body, who).results
    assert first.done
    assert second.text.startswith("Dora Hartwig has resolved this already")
    assert len(quarantined()) == 1


def test_what_a_program_holds_is_told(job: Job, solve: Solve, monkeypatch: pytest.MonkeyPatch) -> None:
    path = damage.orphan_file(job)
    damage.check()

    def held(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(handling, "_rename", held)
    told = solve()[0]
    assert (told.done, "close it and try again" in told.text) == (False, True)
    assert (share.root() / path).exists()


def test_nothing_is_done_while_the_storage_is_away(job: Job, solve: Solve) -> None:
    damage.orphan_file(job)
    damage.check()
    with acts.away(), pytest.raises(StorageUnavailable):
        solve()


def test_nothing_is_done_when_one_is_unknown(who: Who) -> None:
    with pytest.raises(NotFound):
        resolve.resolve({"staff_name": who.name, "reason": "as seen", "finding_id": uuid.uuid4()}, who)


def test_a_changed_log_can_only_be_noted(who: Who, job: Job, solve: Solve) -> None:
    audit = damage.check()
    row = {"code": "event_chain_broken", "path": "line 3", "details": {"how": "x", "name": ""}, "is_new": True}
    db.session.add(AuditFinding(audit_id=audit.id, **row))
    db.session.commit()
    (told,) = solve()
    assert "was noted that you have seen it" in told.text
