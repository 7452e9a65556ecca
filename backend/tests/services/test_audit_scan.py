"""The file check finds every kind of damage, says nothing about what is well or under way, and changes nothing."""

import errno
import hashlib
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, text

from app.extensions import db
from app.models import STATUSES, Audit, AuditFinding, Base, FileMove, Job, Status, Workstation
from app.services import event_service, file_service, inspection_service, move_service, originals, share
from app.services.audit import listing, look, scan
from app.services.audit.kinds import KINDS, Code
from app.services.event_service import SYSTEM
from app.utils.errors import StorageUnavailable
from tests import acts, damage, story
from tests.damage import DAMAGE
from tests.factories import make_folder, make_job, make_original
from tests.services.test_event_chain import Superuser, superuser  # noqa: F401 - a fixture
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("app", "staff")
OWN = {"audits", "audit_findings", "alerts", "events", "event_links", "event_chain"}


@pytest.fixture
def healthy(app: Flask) -> dict[Status, Job]:
    """A job with its folder in every status."""
    return {status: damage.job_with_folder(status) for status in Status}


def tree_of(*roots: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return everything below some folders with times and content."""
    found = {}
    for root in roots:
        for file in root.rglob("*"):
            status = file.lstat()
            content = file.read_bytes() if file.is_file() else b""
            found[str(file)] = (status.st_size, status.st_mtime_ns, content)
    return found


def tables() -> dict[str, str]:
    """Return a digest of every table but the check's own."""
    db.session.rollback()
    rows = {
        name: repr(db.session.execute(text(f"SELECT * FROM {name} ORDER BY 1")).all())
        for name in sorted(set(Base.metadata.tables) - OWN)
    }
    return {name: hashlib.sha256(told.encode()).hexdigest() for name, told in rows.items()}


def test_it_says_nothing_about_a_healthy_lab(healthy: dict[Status, Job]) -> None:
    audit = damage.check()
    assert (audit.status, damage.found(audit), audit.counts) == ("done", set(), {})
    assert audit.progress == {"folders": 9, "folders_done": 9, "jobs": 9, "jobs_done": 9}
    assert audit.finished_at


def test_it_says_nothing_after_a_whole_story(client: FlaskClient, workstation: MakeWorkstation) -> None:
    assert story.submit(client).status_code == 201
    job_id = db.session.scalars(select(Job.id)).one()
    who = acts.at(workstation("desk"))
    move_service.follow(job_id)
    inspection_service.inspect(db.session.get_one(Job, job_id).original_sha256)
    move_service.follow(job_id)
    assert damage.last_found() == set()
    approved = {"authoritative_file": db.session.get_one(Job, job_id).file_name, "weight_g": 40.0, "time_hours": 2.0}
    acts.BODIES["approve"] = approved
    for action in ("approve", "force-confirm", "mark-printing", "mark-complete", "payment", "revert-pickup"):
        actor = acts.at(who.workstation, acts.Actor.ADMIN) if action == "force-confirm" else who  # type: ignore[arg-type]
        acts.perform(action, job_id, actor)
        assert damage.last_found() == set(), action


@pytest.mark.parametrize("code", DAMAGE)
def test_it_finds(code: Code, healthy: dict[Status, Job]) -> None:
    path = DAMAGE[code](healthy[Status.PRINTING])
    assert damage.last_found() == {(code.value, path)}


def test_it_finds_all_kinds_at_once_and_calls_them_new_once() -> None:
    jobs = {code: damage.job_with_folder() for code in DAMAGE}
    seeded = {(code.value, DAMAGE[code](job)) for code, job in jobs.items()}
    first, second = damage.check(), damage.check()
    assert (damage.found(first), damage.found(second)) == (seeded, seeded)
    new = [
        db.session.scalar(select(func.count()).where(AuditFinding.audit_id == each.id, AuditFinding.is_new))
        for each in (first, second)
    ]
    assert new == [len(seeded), 0]
    assert sum(first.counts.values()) == len(seeded)


def test_a_status_that_no_move_follows_is_found(healthy: dict[Status, Job]) -> None:
    path = damage.status_slipped(healthy[Status.UPLOADED])
    assert damage.last_found() == {("wrong_folder", path)}


def test_every_way_to_lose_a_file_is_found(healthy: dict[Status, Job]) -> None:
    folder, chosen, picture = (healthy[each] for each in (Status.UPLOADED, Status.PENDING, Status.PRINTING))
    shutil.rmtree(damage.home(folder))
    (damage.home(chosen) / "plate.gcode").unlink()
    originals.thumbnail_path(picture.original_sha256).unlink()
    originals.path(healthy[Status.COMPLETED].original_sha256).write_bytes(b"cut")
    assert damage.last_found() == {
        ("missing_file", f"{folder.path}/{folder.file_name}"), ("missing_file", f"{chosen.path}/plate.gcode"),
        ("thumbnail_missing", f"thumbnails/{picture.original_sha256}.png"),
        ("original_missing", f"originals/{healthy[Status.COMPLETED].original_sha256}"),
    }  # fmt: skip


def test_what_programs_and_people_leave_lying_is_told_apart(healthy: dict[Status, Job]) -> None:
    job = healthy[Status.PRINTING]
    place = damage.home(job).parent
    for litter in (".DS_Store", "._x", "Thumbs.db"):
        (place / litter).write_bytes(b"x")
    (damage.home(job) / "new candidate.3mf").write_bytes(b"PK")
    (place / "link.stl").symlink_to(damage.home(job) / job.file_name)
    (place / f"{job.folder_name}.stale-019ab000-0000-7000-8000-000000000000-1").mkdir()
    (damage.home(job) / ".incoming-x").write_bytes(b"x")
    (damage.home(healthy[Status.PENDING]) / "metadata.json").write_text("[1")
    assert damage.last_found() == {
        ("orphan_file", "Printing/link.stl"), ("leftover_incoming", f"{job.path}/.incoming-x"),
        ("stale_copy", f"{job.path}.stale-019ab000-0000-7000-8000-000000000000-1"),
        ("metadata_differs", f"{healthy[Status.PENDING].path}/metadata.json"),
    }  # fmt: skip


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


def test_a_folder_that_its_move_waits_for_in_vain_is_found(healthy: dict[Status, Job]) -> None:
    job = healthy[Status.PRINTING]
    db.session.add(FileMove(job_id=job.id, src=job.path, dst=f"Completed/{job.folder_name}"))
    db.session.commit()
    shutil.rmtree(damage.home(job))
    assert {code for code, _ in damage.last_found()} == {"missing_file"}


def test_a_name_that_is_no_text_is_told_too(healthy: dict[Status, Job]) -> None:
    job = healthy[Status.PRINTING]
    for folder in (damage.home(job), damage.home(job).parent):
        (folder / os.fsdecode(b"b\xfcste.stl")).write_bytes(b"x")
    assert damage.last_found() == {("orphan_file", "Printing/b\\xfcste.stl")}


def test_a_file_in_the_place_of_a_folder_is_found(healthy: dict[Status, Job]) -> None:
    job = healthy[Status.UPLOADED]
    shutil.rmtree(damage.home(job))
    damage.home(job).write_bytes(b"x")
    assert damage.last_found() == {("missing_file", f"{job.path}/{job.file_name}"), ("orphan_file", job.path)}


@pytest.mark.parametrize(("number", "is_told"), [(errno.EACCES, False), (errno.EIO, True)])
def test_what_a_program_holds_is_left_alone_and_what_cannot_be_read_is_told(
    healthy: dict[Status, Job], monkeypatch: pytest.MonkeyPatch, number: int, is_told: bool
) -> None:
    job, digest = healthy[Status.PRINTING], file_service.digest

    def refused(file: Path) -> str:
        if file.name == "plate.gcode" and file.parent.name == job.folder_name:
            raise OSError(number, os.strerror(number))
        return digest(file)

    monkeypatch.setattr(file_service, "digest", refused)
    assert damage.last_found() == ({("changed_content", f"{job.path}/plate.gcode")} if is_told else set())


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

    def changed_amid(*arguments: object) -> object:
        acts.meanwhile(monkeypatch, (listing, "entries"), lambda: acts.perform("mark-complete", job_id, who))
        return confirm(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(look, "confirm", changed_amid)
    assert damage.last_found() == set()


def test_only_a_deep_check_reads_what_looks_untouched(healthy: dict[Status, Job]) -> None:
    job = healthy[Status.PRINTING]
    file = damage.home(job) / "plate.gcode"
    known = file_service.stored(damage.home(job), "plate.gcode")
    files = [known.__dict__, file_service.stored(damage.home(job), job.file_name).__dict__]
    db.session.add(FileMove(job_id=job.id, src=None, dst=job.path, state="cleaned", files=files))
    db.session.commit()
    file.write_bytes(file.read_bytes()[::-1])
    os.utime(file, ns=(known.mtime_ns, known.mtime_ns))
    rotten = originals.path(job.original_sha256)
    rotten.write_bytes(rotten.read_bytes()[::-1])
    assert damage.last_found() == set()
    assert damage.found(damage.check(is_deep=True)) == {
        ("changed_content", f"{job.path}/plate.gcode"), ("original_missing", f"originals/{job.original_sha256}"),
    }  # fmt: skip


def test_it_changes_neither_files_nor_tables(healthy: dict[Status, Job], settings_data: Path) -> None:
    for code, job in zip(DAMAGE, [damage.job_with_folder() for _ in DAMAGE], strict=True):
        DAMAGE[code](job)
    before = tree_of(settings_data), tables()
    assert damage.check().status == "done"
    assert (tree_of(settings_data), tables()) == before


def test_it_does_not_begin_while_the_storage_is_away(healthy: dict[Status, Job]) -> None:
    with acts.away(), pytest.raises(StorageUnavailable):
        scan.start(SYSTEM, is_deep=False)
    assert db.session.scalar(select(func.count(Audit.id))) == 0


def test_a_storage_that_goes_away_ends_it_without_a_finding(
    healthy: dict[Status, Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    damage.missing_file(healthy[Status.PRINTING])
    sentinel = share.root() / share.SENTINEL
    acts.meanwhile(monkeypatch, (look, "confirm"), sentinel.unlink)
    audit = damage.check()
    assert (audit.status, audit.why_aborted, damage.found(audit)) == ("aborted", scan.AWAY, set())


@pytest.mark.parametrize("lost", ["folders", "originals"])
def test_too_much_gone_at_once_is_the_storage_and_no_finding(healthy: dict[Status, Job], lost: str) -> None:
    if lost == "folders":
        for row in STATUSES.values():
            shutil.rmtree(share.root() / row.folder)
    else:
        shutil.rmtree(originals.path("x").parent)
    audit = damage.check()
    assert (audit.status, damage.found(audit)) == ("aborted", set())
    assert "seems to be gone: the files of 9 of" in str(audit.why_aborted)


def test_a_few_more_each_night_are_told(healthy: dict[Status, Job]) -> None:
    for round_ in range(2):
        for job in list(healthy.values())[round_ * 4 : round_ * 4 + 4]:
            damage.missing_file(job)
        assert len(damage.last_found()) == 4 * (round_ + 1)


def test_one_at_a_time(healthy: dict[Status, Job]) -> None:
    first, second = scan.start(SYSTEM, is_deep=False), scan.start(SYSTEM, is_deep=True)
    assert first.id == second.id
    with db.engine.connect() as other:
        key = func.hashtextextended("file check", 0)
        other.execute(select(func.pg_advisory_lock(key)))
        assert not scan.run()
        other.execute(select(func.pg_advisory_unlock(key)))
    assert scan.run()
    assert not scan.run()


def test_what_a_killed_process_left_is_begun_again(healthy: dict[Status, Job]) -> None:
    scan.start(SYSTEM, is_deep=False)
    scan.when_due()
    assert db.session.scalars(select(Audit.status)).one() == "done"


def test_it_checks_by_itself_once_a_night(healthy: dict[Status, Job], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "NIGHT_HOURS", ())
    scan.when_due()
    monkeypatch.setattr(scan, "NIGHT_HOURS", range(24))
    for _ in range(2):
        scan.when_due()
    found = db.session.scalars(select(Audit)).one()
    is_sunday = found.started_at.astimezone().weekday() == scan.SUNDAY
    assert (found.status, found.started_by, found.is_deep) == ("done", "system", is_sunday)


def test_a_changed_event_log_is_found(healthy: dict[Status, Job], superuser: Superuser) -> None:  # noqa: F811
    event_service.record("SignedOut", SYSTEM)
    db.session.commit()
    superuser.execute("UPDATE events SET triggered_by = 'nobody'")
    assert damage.last_found() == {("event_chain_broken", "line 1")}


def test_a_failure_of_its_own_is_told_and_ends_it(healthy: dict[Status, Job], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise LookupError("a fault of ours")

    monkeypatch.setattr(look, "confirm", fail)
    scan.start(SYSTEM, is_deep=False)
    with pytest.raises(LookupError):
        scan.run()
    assert db.session.scalars(select(Audit.why_aborted)).one() == scan.FAILED


def test_an_original_of_nobody_is_found_while_its_row_is_there(healthy: dict[Status, Job]) -> None:
    sha256 = make_original(b"nobody's").sha256
    originals.path(sha256).write_bytes(b"nobody's")
    assert damage.last_found() == {("original_unreferenced", f"originals/{sha256}")}


def test_every_code_has_its_words() -> None:
    assert set(KINDS) == set(Code)
    assert all(kind.means.endswith(".") and kind.offers and kind.title for kind in KINDS.values())
