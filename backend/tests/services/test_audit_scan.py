"""A whole file check: what it tells, what ends it, when it begins; and it changes nothing."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.models import STATUSES, Audit, AuditFinding, Job, Status
from app.services import originals, share
from app.services.audit import look, scan
from app.services.audit.kinds import KINDS, Code
from app.services.event_service import SYSTEM
from app.utils.errors import StorageUnavailable
from tests import acts, damage
from tests.damage import DAMAGE
from tests.snapshot import tables, tree_of

pytestmark = pytest.mark.usefixtures("app", "staff")


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


def test_a_failure_of_its_own_is_told_and_ends_it(healthy: dict[Status, Job], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise LookupError("a fault of ours")

    monkeypatch.setattr(look, "confirm", fail)
    scan.start(SYSTEM, is_deep=False)
    with pytest.raises(LookupError):
        scan.run()
    assert db.session.scalars(select(Audit.why_aborted)).one() == scan.FAILED


def test_every_code_has_its_words() -> None:
    assert set(KINDS) == set(Code)
    assert all(kind.means.endswith(".") and kind.offers and kind.title for kind in KINDS.values())
