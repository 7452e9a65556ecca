"""The lease of a move: one process at a time works on it, and whoever loses the lease writes nothing more.

Rows are held in one order everywhere, first the job's, then the move's.
"""

import uuid
from datetime import timedelta

from sqlalchemy import func, select, update

from app.extensions import db
from app.models import OPEN_MOVES, FileMove, Job, MoveState
from app.utils import clock
from app.utils.fault import fault_point

LEASE = timedelta(seconds=30)
RETRY_AFTER = [timedelta(seconds=seconds) for seconds in (5, 10, 30, 60, 300)]
# A slicer may keep a file open for days, and nobody waits for its folder to go.
CLEAR_AFTER = [*RETRY_AFTER, timedelta(minutes=30), timedelta(hours=1)]


class LeaseLost(Exception):  # noqa: N818 - it reads as the fact it is
    """Somebody else has the move now, or it was overtaken."""


def take(move_id: uuid.UUID) -> uuid.UUID | None:
    """Take the move for a while and commit; None when somebody else has it or nothing is left to do."""
    owner = uuid.uuid4()
    free = (FileMove.lease_until.is_(None)) | (FileMove.lease_until < func.clock_timestamp())
    taken = (
        update(FileMove).where(FileMove.id == move_id, FileMove.state.in_(OPEN_MOVES), free)
        .values(lease_owner=owner, lease_until=func.clock_timestamp() + LEASE, attempts=FileMove.attempts + 1)
        .returning(FileMove.id)
    )  # fmt: skip
    is_ours = db.session.scalar(taken) is not None
    db.session.commit()
    fault_point("move.leased")
    return owner if is_ours else None


def renew(move_id: uuid.UUID, owner: uuid.UUID) -> None:
    """Keep the move for another while, and commit. Raises LeaseLost."""
    mine = (FileMove.id == move_id, FileMove.lease_owner == owner)
    kept = update(FileMove).where(*mine).values(lease_until=func.clock_timestamp() + LEASE)
    lost = db.session.scalar(kept.returning(FileMove.id)) is None
    db.session.commit()
    if lost:
        raise LeaseLost


def ours(move_id: uuid.UUID, owner: uuid.UUID, *, hold: bool = False) -> FileMove:
    """Read the move again and make sure that it is still leased to us. Raises LeaseLost."""
    statement = select(FileMove).where(FileMove.id == move_id)
    statement = statement.with_for_update() if hold else statement
    move = db.session.scalars(statement.execution_options(populate_existing=True)).one_or_none()
    if move is None or move.lease_owner != owner:
        raise LeaseLost
    return move


def state(move_id: uuid.UUID, owner: uuid.UUID) -> MoveState:
    """Return how far the move is, and end the transaction. Raises LeaseLost."""
    found = ours(move_id, owner).state
    db.session.rollback()
    return found


def held(move_id: uuid.UUID, owner: uuid.UUID) -> tuple[Job | None, FileMove]:
    """Hold first the job's row, then the move's: the order of every other writer. Raises LeaseLost."""
    job_id = ours(move_id, owner).job_id
    statement = select(Job).where(Job.id == job_id).with_for_update(of=Job).execution_options(populate_existing=True)
    job = db.session.scalars(statement).one_or_none()
    return job, ours(move_id, owner, hold=True)


def postpone(move_id: uuid.UUID, owner: uuid.UUID, error: Exception) -> None:
    """Give the lease back and say when to try again and why it failed."""
    move = db.session.get(FileMove, move_id, populate_existing=True)
    if move is not None and move.lease_owner == owner:
        move.lease_owner, move.lease_until, move.last_error = None, None, f"{type(error).__name__}: {error}"
        pauses = CLEAR_AFTER if move.state is MoveState.COMMITTED else RETRY_AFTER
        move.next_attempt_at = clock.now() + pauses[min(move.attempts, len(pauses)) - 1]
    db.session.commit()
