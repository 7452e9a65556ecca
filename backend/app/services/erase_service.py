"""Forget a student: their closed jobs with all files and mails, and every name that the log and the payments have kept.

The lines of the log stay, with the digest of what they said, so that the chain can still be proven; the sums of the
payments stay too. Backups of before run out by themselves.
"""

import uuid

from sqlalchemy import delete, func, select

from app.extensions import db
from app.models import AuditFinding, FileMove, Job, MoveState, OutboxMail
from app.models.lifecycle import open_statuses
from app.schemas.erasure import EraseBody, Erasure
from app.services import event_service, job_service, live, move_service
from app.services.event_service import Who
from app.utils.errors import Conflict, Invalid, NotFound

OVER = (MoveState.CLEANED, MoveState.SUPERSEDED)


def erase(body: EraseBody, who: Who) -> Erasure:
    """Say what would go, or let it go. Raises NotFound, Conflict while a job is under way, Invalid unconfirmed."""
    jobs = list(db.session.scalars(select(Job).where(func.lower(Job.student_email) == body.email.lower())))
    if not jobs:
        raise NotFound("There is no job of this address.")
    is_open = [job.reference for job in jobs if job.status in open_statuses()]
    if body.dry_run:
        return Erasure(jobs=len(jobs), open_references=is_open, erased=False, message=_would(len(jobs), is_open))
    if is_open:
        raise Conflict(_would(len(jobs), is_open))
    if body.confirm.lower() != body.email.lower():
        raise Invalid.field("confirm", "Please type the address once more to confirm.")
    ids = [job.id for job in jobs]
    _remove(jobs)
    _forget(ids, who, body.reason)
    for job_id in ids:
        job_service.settle(job_id)
    sweep()
    told = f"{_jobs(len(ids))} erased. Backups of before still hold them until they run out."
    return Erasure(jobs=len(ids), open_references=[], erased=True, message=told)


def _would(count: int, is_open: list[str]) -> str:
    if is_open:
        return f"Not yet: {', '.join(is_open)} must be finished, rejected or canceled first."
    return f"{_jobs(count)} with all files, mails and names would be erased for good; what was paid stays, unnamed."


def _jobs(count: int) -> str:
    return "1 job" if count == 1 else f"{count} jobs"


def _remove(jobs: list[Job]) -> None:
    for job in jobs:
        live.job_changed(job, "deleted")
        move_service.plan_removal(job)
        db.session.delete(job)


def _forget(ids: list[uuid.UUID], who: Who, reason: str) -> None:
    """Take the names out of log, mails and payments, and commit that together with the removal of the jobs."""
    db.session.execute(delete(OutboxMail).where(OutboxMail.job_id.in_(ids)))
    db.session.execute(delete(AuditFinding).where(AuditFinding.job_id.in_(ids)))
    db.session.execute(select(func.erase_event_private(ids), func.forget_payers(ids)))
    event_service.record("StudentErased", who, jobs=[str(job_id) for job_id in ids], reason=reason)
    db.session.commit()


def sweep() -> int:
    """Forget the finished moves of jobs that are gone: their paths name a student. Returns how many went."""
    gone = ~select(Job.id).where(Job.id == FileMove.job_id).exists()
    found = db.session.scalars(delete(FileMove).where(FileMove.state.in_(OVER), gone).returning(FileMove.id)).all()
    db.session.commit()
    return len(found)
