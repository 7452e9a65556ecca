"""How tests act on jobs below HTTP: who they are, the lock they hold, the action they perform."""

import contextlib
import os
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from app.extensions import db
from app.models import Actor, Event, FileMove, Job, Workstation
from app.services import job_service, lock_service, originals, share
from app.services.event_service import Who

STAFF_NAME = "Dora Hartwig"
BODIES: dict[str, dict[str, object]] = {
    "review": {"reviewed": True},
    "reject": {"reasons": ["too_small"]},
    "cancel": {"reason": "The student called."},
    "mark-printing": {"printer": "Prusa XL"},
    "mark-failed": {"reason": "Spaghetti"},
    "mark-complete": {"storage_place": "Shelf B"},
    "payment": {"grams": 40.0, "payment_type": "check", "picked_up_by": "Mira Holm"},
    "revert-completion": {"reason": "Wrong job"},
    "revert-pickup": {"reason": "Wrong job"},
    "delete": {},
    "archive": {"reason": "End of term", "retention_days": 30},
    "prune": {"reason": "End of year", "retention_days": 30},
    "force-confirm": {"reason": "Said yes at the desk"},
    "force-unlock": {"reason": "Went home"},
}


def at(station: Workstation, actor: Actor = Actor.STAFF) -> Who:
    """Return a caller at a workstation, who holds no lock."""
    return Who(actor, station.name, station)


def holding(job_id: uuid.UUID, who: Who, staff_name: str = STAFF_NAME) -> Who:
    """Take the lock; returns the caller with its token."""
    granted = lock_service.take(job_id, {"staff_name": staff_name}, who)
    return replace(who, lock_token=granted.lock_token)


def body(name: str, **changes: Any) -> dict[str, Any]:
    """Return a good body for an action."""
    return {"staff_name": STAFF_NAME} | BODIES[name] | changes


def perform(name: str, job_id: uuid.UUID, who: Who, **changes: Any) -> Job:
    """Take the lock and perform an action."""
    caller = holding(job_id, who) if who.actor is Actor.STAFF else who
    return job_service.perform(name, job_id, body(name, **changes), caller)


def performing(name: str, job_id: uuid.UUID, who: Who, **changes: Any) -> Callable[[], Job]:
    """Return the work of performing an action with the lock that the caller holds already."""
    sent = body(name, **changes)
    return lambda: job_service.perform(name, job_id, sent, who)


def let_locks_run_out() -> None:
    """Let the time pass until every lock has expired."""
    db.session.execute(update(Job).values(locked_until=func.clock_timestamp() - timedelta(seconds=1)))
    db.session.commit()


def let_leases_run_out() -> None:
    """Let the time pass until every move is due and nobody's."""
    ago = func.clock_timestamp() - timedelta(seconds=1)
    db.session.execute(update(FileMove).values(next_attempt_at=ago))
    db.session.execute(update(FileMove).where(FileMove.lease_until.is_not(None)).values(lease_until=ago))
    db.session.commit()


def let_files_age() -> None:
    """Let two hours pass since every file of the host's own disk was written."""
    then = time.time() - 2 * 3600
    for folder in (originals.path("x").parent, originals.thumbnail_path("x").parent):
        for file in folder.rglob("*"):
            os.utime(file, (then, then))


def events(job_id: uuid.UUID, *, with_locks: bool = False) -> list[str]:
    """List the types of a job's events, without the locks around them."""
    db.session.rollback()
    found = db.session.scalars(select(Event.type).where(Event.job_id == job_id).order_by(Event.id))
    return [each for each in found if with_locks or not each.startswith("Lock")]


@contextlib.contextmanager
def away() -> Iterator[None]:
    """Take the storage away, as an unmounted share looks: an empty folder without the sentinel."""
    sentinel = share.root() / share.SENTINEL
    hidden = sentinel.rename(sentinel.with_name("elsewhere"))
    try:
        yield
    finally:
        hidden.rename(sentinel)


def last_error() -> str:
    """Return why the one move that there is failed the last time."""
    db.session.rollback()
    return str(db.session.scalars(select(FileMove.last_error)).one())


def meanwhile(monkeypatch: pytest.MonkeyPatch, where: tuple[Any, str], happens: Callable[[], object]) -> None:
    """Let something happen once, in another process, right before a step of the mover."""
    module, name = where
    step = getattr(module, name)

    def interrupted(*arguments: Any, **options: Any) -> Any:
        monkeypatch.setattr(module, name, step)
        happens()
        return step(*arguments, **options)

    monkeypatch.setattr(module, name, interrupted)
