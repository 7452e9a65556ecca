"""Locks: the exclusive, expiring right of one workstation tab to change one job.

One per job, kept in the job's row and judged by the database's clock once the row is held, so that a holder who slept
past the expiry cannot write.
"""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.extensions import db
from app.models import Job
from app.models.job import Listed
from app.schemas.base import StaffBody, parse
from app.schemas.desk import Done
from app.schemas.job import Lock, LockGranted
from app.services import event_service, live, staff_service
from app.services.catalog_service import settings
from app.services.event_service import Who
from app.utils import tokens
from app.utils.errors import Locked, LockRequired, NotFound


def db_now() -> datetime:
    """Return the database's clock at this very moment, not at the start of the transaction."""
    now: datetime = db.session.scalars(select(func.clock_timestamp())).one()
    return now


def found_job(job_id: uuid.UUID) -> Job:
    """Return the job. Raises NotFound."""
    return _present(db.session.get(Job, job_id))


def held_job(job_id: uuid.UUID) -> Job:
    """Return the job with its row held until the transaction ends. Raises NotFound."""
    statement = select(Job).where(Job.id == job_id).with_for_update(of=Job).execution_options(populate_existing=True)
    return _present(db.session.scalars(statement).one_or_none())


def _present(job: Job | None) -> Job:
    if job is None:
        raise NotFound("This job does not exist (any more). Go back to the list and reload it.")
    return job


def holder(job: Listed, now: datetime) -> Lock | None:
    """Return who holds the job at `now`, or None."""
    if job.locked_until is None or job.locked_until <= now:
        return None
    return Lock(
        staff_name=job.lock_staff_name or "", workstation_name=job.lock_workstation_name or "",
        taken_at=job.lock_taken_at or now, locked_until=job.locked_until,
    )  # fmt: skip


def take(job_id: uuid.UUID, payload: object, who: Who) -> LockGranted:
    """Give the lock to the caller. Raises Locked with the holder when somebody has it."""
    job = held_job(job_id)
    staff_name = staff_service.require_active(parse(StaffBody, payload).staff_name).name
    now = db_now()
    if found := holder(job, now):
        text = f"{found.staff_name} is working on this job at {found.workstation_name}. It becomes free by itself."
        raise Locked(text, holder=found.model_dump(mode="json"))
    if job.locked_until is not None:
        event_service.record("LockExpired", event_service.SYSTEM, job.id, staff_name=job.lock_staff_name)
    token = tokens.random_secret()
    job.lock_token_hash, job.lock_staff_name, job.lock_taken_at = tokens.digest(token), staff_name, now
    job.lock_workstation_id = who.workstation_id
    job.lock_workstation_name = who.workstation.name if who.workstation else None
    job.locked_until = now + timedelta(seconds=settings().lock_seconds)
    event_service.record("LockTaken", who.named(staff_name), job.id)
    live.job_changed(job, "lock")
    until = job.locked_until
    db.session.commit()
    return LockGranted(lock_token=token, locked_until=until)


def extend(job_id: uuid.UUID, who: Who) -> LockGranted:
    """Keep the lock for another while. Raises LockRequired when it is not the caller's any more."""
    job = held_job(job_id)
    now = db_now()
    require(job, who, now)
    until = job.locked_until = now + timedelta(seconds=settings().lock_seconds)
    db.session.commit()
    return LockGranted(lock_token=who.lock_token or "", locked_until=until)


def unlock(job_id: uuid.UUID, who: Who) -> Done:
    """Give the lock back. Raises LockRequired when it is not the caller's."""
    job = held_job(job_id)
    require(job, who, db_now())
    clear(job)
    live.job_changed(job, "lock")
    db.session.commit()
    return Done(message="The job is free again.")


def require(job: Job, who: Who, now: datetime) -> None:
    """Make sure that the caller holds the lock of a held row. Raises LockRequired, with the holder if there is one."""
    found = holder(job, now)
    if found and who.lock_token and tokens.digest(who.lock_token) == job.lock_token_hash:
        return
    if found:
        text = f"{found.staff_name} is working on this job at {found.workstation_name}. Nothing was changed."
        raise LockRequired(text, holder=found.model_dump(mode="json"))
    raise LockRequired("The lock on this job has run out. Nothing was changed; open the dialog again.", holder=None)


def clear(job: Job) -> None:
    """Forget the lock of a held row."""
    job.lock_token_hash = job.lock_staff_name = job.lock_workstation_id = job.lock_workstation_name = None
    job.lock_taken_at = job.locked_until = None
