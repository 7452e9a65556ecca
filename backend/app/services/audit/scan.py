"""One file check from its start to its findings, one at a time, in whatever process comes first."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import chain

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from app.extensions import db
from app.models import Audit, AuditStatus
from app.models.base import Json
from app.services import event_chain, queue, share
from app.services.audit import disk_checks, facts, findings, listing, look
from app.services.audit.kinds import Code, Suspect
from app.services.event_service import SYSTEM, Who
from app.utils import clock
from app.utils.errors import StorageUnavailable

log = logging.getLogger(__name__)
CHUNK = 250
NIGHT_HOURS = range(2, 5)
A_NIGHT = timedelta(hours=20)
SUNDAY = 6
AWAY = "The storage went away during the check. Nothing is said about it; check again when it is back."
FAILED = "The check itself failed; the log of the worker or scheduler says why. Nothing was changed."


def start(who: Who, is_deep: bool) -> Audit:
    """Ask for a check; one that runs already is the answer. Raises StorageUnavailable."""
    audit = _begin(who.name, is_deep)
    if not audit.is_deep:  # that may take hours, for which the scheduler has a thread of its own
        queue.enqueue("check_files")
    return audit


def _begin(name: str, is_deep: bool) -> Audit:
    share.within(lambda: None)
    db.session.add(Audit(started_by=name, is_deep=is_deep))
    try:
        db.session.commit()
    except IntegrityError:  # one is running
        db.session.rollback()
    return db.session.scalars(select(Audit).order_by(Audit.id.desc()).limit(1)).one()


def run() -> bool:
    """Do the check that was asked for, unless another process is at it; return whether one was done here."""
    with _alone() as is_ours:
        audit = _running() if is_ours else None
        if audit is None:
            db.session.rollback()
            return False
        _check(audit)
        return True


def when_due() -> None:
    """Do what was asked for and left over; once a night, check without being asked, on Sundays every byte."""
    if run():
        return
    now = clock.now().astimezone()
    last = db.session.scalar(select(func.max(Audit.started_at)))
    db.session.rollback()
    if now.hour in NIGHT_HOURS and (last is None or clock.now() - last > A_NIGHT):
        _begin(SYSTEM.name, now.weekday() == SUNDAY)
        run()


def _running() -> Audit | None:
    return db.session.scalars(select(Audit).where(Audit.status == AuditStatus.RUNNING)).one_or_none()


@contextmanager
def _alone() -> Iterator[bool]:
    """Hold the database's lock for the check, on a connection of its own; yields whether it was free."""
    key = func.hashtextextended("file check", 0)
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as guard:
        is_ours = bool(guard.scalar(select(func.pg_try_advisory_lock(key))))
        try:
            yield is_ours
        finally:
            if is_ours:
                guard.scalar(select(func.pg_advisory_unlock(key)))


def _check(audit: Audit) -> None:
    """Check everything and keep what was found. A database that goes away leaves the check to be begun again."""
    audit_id, is_deep = audit.id, audit.is_deep
    db.session.rollback()
    try:
        found = everything(is_deep, lambda progress: _note(audit_id, progress))
        findings.keep(audit_id, found)
    except OperationalError:
        raise
    except (StorageUnavailable, OSError) as error:
        log.warning("the file check was given up: %s", error)
        findings.abort(audit_id, AWAY if isinstance(error, StorageUnavailable) else f"{AWAY} ({error})")
    except findings.StorageGone as gone:
        findings.abort(audit_id, str(gone))
    except Exception:
        db.session.rollback()
        findings.abort(audit_id, FAILED)
        raise


def everything(is_deep: bool, note: Callable[[Json], None]) -> list[Suspect]:
    """Look at all there is and return what is not as it should be; `note` hears how far it is. Changes nothing.

    Raises StorageUnavailable, OSError.
    """
    suspects = chain(_walk(note, is_deep), disk_checks.suspects(is_deep), _log())
    return look.confirm(list(suspects), is_deep)


def _walk(note: Callable[[Json], None], is_deep: bool) -> Iterator[Suspect]:
    entries, jobs = listing.entries(), facts.folder_names()
    names = sorted(entries.names() | jobs)
    progress = {"folders": len(names), "folders_done": 0, "jobs": len(jobs), "jobs_done": 0}
    for begin in range(0, len(names), CHUNK):
        chunk = names[begin : begin + CHUNK]
        note(progress)
        yield from look.at(chunk, entries, facts.picture(chunk), is_deep)
        progress["folders_done"] += len(chunk)
        progress["jobs_done"] += len(jobs.intersection(chunk))
    note(progress)


def _note(audit_id: object, progress: Json) -> None:
    db.session.execute(update(Audit).where(Audit.id == audit_id).values(progress=progress))
    db.session.commit()


def _log() -> Iterator[Suspect]:
    """Prove the event log."""
    if broken := event_chain.verify().broken:
        yield Suspect(Code.EVENT_CHAIN_BROKEN, f"line {broken.place}", details={"how": broken.how})
