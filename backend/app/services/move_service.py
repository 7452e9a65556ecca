"""Folders follow statuses: every change plans a move, and the mover brings the folder along.

States: planned -> copied -> committed -> cleaned, or superseded. Plans are made in the transaction of the change;
`follow` keeps them at once, `sweep` what was left over. All steps may be repeated: a killed process costs one lease.
"""

import logging
import uuid

from sqlalchemy import func, select, update
from sqlalchemy.exc import OperationalError

from app.extensions import db
from app.models import OPEN_MOVES, STATUSES, FileMove, Job, MoveState, Status
from app.services import metadata_service, mover, share
from app.services.move_lease import LEASE
from app.services.mover import UNSETTLED
from app.utils import clock
from app.utils.fault import fault_point

log = logging.getLogger(__name__)


def plan_first(job: Job, status: Status) -> None:
    """Promise, in the current transaction, a folder for a new job, made from its original."""
    db.session.add(FileMove(job_id=job.id, src=None, dst=_place(job, status)))
    fault_point("move.planned")


def _place(job: Job, status: Status) -> str:
    return f"{STATUSES[status].folder}/{job.folder_name}"


def plan(job: Job, status: Status) -> None:
    """Promise, in the current transaction, that the job's folder will lie where `status` says."""
    target = _place(job, status)
    _overtake(job.id)
    if job.path == target:
        return
    cleaning = (FileMove.job_id == job.id, FileMove.state == MoveState.COMMITTED, FileMove.src == target)
    db.session.execute(update(FileMove).where(*cleaning).values(state=MoveState.CLEANED))
    db.session.add(FileMove(job_id=job.id, src=job.path, dst=target))
    fault_point("move.planned")


def plan_removal(job: Job) -> None:
    """Promise, in the current transaction, that nothing of the job's folder will be left."""
    _overtake(job.id)
    db.session.execute(
        update(FileMove).where(FileMove.job_id == job.id, FileMove.state == MoveState.COMMITTED).values(dst=None)
    )
    if job.path is not None:
        db.session.add(FileMove(job_id=job.id, src=job.path, dst=None, state=MoveState.COMMITTED))
    fault_point("move.planned")


def _overtake(job_id: uuid.UUID) -> None:
    """Stop moves that have not arrived; what they may have put at their target becomes theirs to clear away."""
    for move in mover.open_moves(job_id, UNSETTLED, hold=True):
        begun = move.attempts > 0
        move.state = MoveState.COMMITTED if begun else MoveState.SUPERSEDED
        move.src, move.dst = (move.dst, None) if begun else (move.src, move.dst)
        move.next_attempt_at = clock.now() + LEASE if begun else move.next_attempt_at


def is_moving(job: Job) -> bool:
    """Say whether the job's folder has not arrived where its status says."""
    return job.path != _place(job, job.status)


def follow(job_id: uuid.UUID) -> None:
    """Bring a job's folder and its metadata to where the row says. Safe to repeat and to run twice at once."""
    for move in mover.open_moves(job_id):
        mover.advance(move.id)
    metadata_service.refresh(job_id)


def sweep() -> int:
    """Go on with every move and every metadata file that is due. Returns how many jobs were looked at.

    Nothing is tried while the storage is away: what is due stays so, and goes first when it is back.
    """
    if not share.is_reachable():
        return 0
    due = select(FileMove.job_id).where(FileMove.state.in_(OPEN_MOVES), FileMove.next_attempt_at <= func.now())
    due = due.where((FileMove.lease_until.is_(None)) | (FileMove.lease_until < func.now()))
    stale = select(Job.id).where(Job.metadata_stale, Job.path.is_not(None), Job.updated_at < clock.now() - LEASE / 3)
    jobs = dict.fromkeys([*db.session.scalars(due.limit(200)), *db.session.scalars(stale.limit(200))])
    db.session.rollback()
    for job_id in jobs:
        fault_point("sweep.found")
        _follow_alone(job_id)
    return len(jobs)


def _follow_alone(job_id: uuid.UUID) -> None:
    """Follow one job of a sweep; whatever goes wrong with it holds up no other."""
    try:
        follow(job_id)
    except OperationalError as error:
        db.session.rollback()
        log.warning("the folder of job %s did not follow, as the database is away: %s", job_id, error.orig)
    except Exception:
        db.session.rollback()
        log.exception("the folder of job %s did not follow; the next sweep tries again", job_id)
