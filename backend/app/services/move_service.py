"""Folders follow statuses: every change plans a move, and the mover brings the folder along.

States: planned -> copied -> committed -> cleaned, or superseded. A move is leased to one process at a time; whoever
loses the lease writes nothing more. All steps may be repeated: a killed process costs one lease.
"""

import uuid
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select, update

from app.extensions import db
from app.models import OPEN_MOVES, STATUSES, FileMove, Job, MoveState, Status
from app.services import copying, file_service, metadata_service, originals, share
from app.services.file_service import StoredFile
from app.utils import clock
from app.utils.errors import StorageUnavailable

LEASE = timedelta(seconds=30)
RETRY_AFTER = [timedelta(seconds=seconds) for seconds in (5, 10, 30, 60, 300)]
UNSETTLED = (MoveState.PLANNED, MoveState.COPIED)


class LeaseLost(Exception):  # noqa: N818 - it reads as the fact it is
    """Somebody else has the move now, or it was overtaken."""


def plan(job: Job, status: Status) -> None:
    """Promise, in the current transaction, that the job's folder will lie where `status` says."""
    target = f"{STATUSES[status].folder}/{job.folder_name}"
    _overtake(job.id)
    if job.path == target:
        return
    cleaning = (FileMove.job_id == job.id, FileMove.state == MoveState.COMMITTED, FileMove.src == target)
    db.session.execute(update(FileMove).where(*cleaning).values(state=MoveState.CLEANED))
    db.session.add(FileMove(job_id=job.id, src=job.path, dst=target))


def plan_removal(job: Job) -> None:
    """Promise, in the current transaction, that nothing of the job's folder will be left."""
    _overtake(job.id)
    db.session.execute(
        update(FileMove).where(FileMove.job_id == job.id, FileMove.state == MoveState.COMMITTED).values(dst=None)
    )
    if job.path is not None:
        db.session.add(FileMove(job_id=job.id, src=job.path, dst=None, state=MoveState.COMMITTED))


def _overtake(job_id: uuid.UUID) -> None:
    """Stop moves that have not arrived; what they may have put at their target becomes theirs to clear away."""
    for move in _open_moves(job_id, UNSETTLED):
        begun = move.state is MoveState.COPIED or move.lease_owner is not None
        move.state = MoveState.COMMITTED if begun else MoveState.SUPERSEDED
        move.src, move.dst = (move.dst, None) if begun else (move.src, move.dst)
        move.next_attempt_at = clock.now() + LEASE if begun else move.next_attempt_at


def _open_moves(job_id: uuid.UUID, states: tuple[MoveState, ...] = OPEN_MOVES) -> list[FileMove]:
    statement = select(FileMove).where(FileMove.job_id == job_id, FileMove.state.in_(states)).order_by(FileMove.id)
    return list(db.session.scalars(statement.execution_options(populate_existing=True)))


def is_moving(job: Job) -> bool:
    """Say whether the job's folder has not arrived where its status says."""
    return job.path != f"{STATUSES[job.status].folder}/{job.folder_name}"


def follow(job_id: uuid.UUID) -> None:
    """Bring a job's folder and its metadata to where the row says. Safe to repeat and to run twice at once."""
    for move in _open_moves(job_id):
        _advance(move.id)
    metadata_service.refresh(job_id)


def sweep() -> int:
    """Go on with every move and every metadata file that is due. Returns how many jobs were looked at."""
    due = select(FileMove.job_id).where(FileMove.state.in_(OPEN_MOVES), FileMove.next_attempt_at <= func.now())
    due = due.where((FileMove.lease_until.is_(None)) | (FileMove.lease_until < func.now()))
    stale = select(Job.id).where(Job.metadata_stale, Job.path.is_not(None), Job.updated_at < clock.now() - LEASE / 3)
    jobs = dict.fromkeys([*db.session.scalars(due.limit(200)), *db.session.scalars(stale.limit(200))])
    db.session.rollback()
    for job_id in jobs:
        follow(job_id)
    return len(jobs)


def _advance(move_id: uuid.UUID) -> None:
    owner = _lease(move_id)
    if owner is None:
        return
    try:
        move = _ours(move_id, owner)
        if move.state in UNSETTLED:
            _bring(move, owner)
            move = _ours(move_id, owner)
        if move.state is MoveState.COMMITTED:
            _clean(move, owner)
    except LeaseLost:
        db.session.rollback()
    except (OSError, StorageUnavailable) as error:
        db.session.rollback()
        _postpone(move_id, owner, error)


def _lease(move_id: uuid.UUID) -> uuid.UUID | None:
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
    return owner if is_ours else None


def _renew(move_id: uuid.UUID, owner: uuid.UUID) -> None:
    ours = (FileMove.id == move_id, FileMove.lease_owner == owner)
    kept = update(FileMove).where(*ours).values(lease_until=func.clock_timestamp() + LEASE)
    lost = db.session.scalar(kept.returning(FileMove.id)) is None
    db.session.commit()
    if lost:
        raise LeaseLost


def _ours(move_id: uuid.UUID, owner: uuid.UUID) -> FileMove:
    """Read the move again and make sure that it is still leased to us. Raises LeaseLost."""
    statement = select(FileMove).where(FileMove.id == move_id).with_for_update()
    move = db.session.scalars(statement.execution_options(populate_existing=True)).one_or_none()
    if move is None or move.lease_owner != owner:
        raise LeaseLost
    return move


def _held(move_id: uuid.UUID, job_id: uuid.UUID, owner: uuid.UUID) -> tuple[Job | None, FileMove]:
    """Hold first the job's row, then the move's: the order of every other writer."""
    statement = select(Job).where(Job.id == job_id).with_for_update(of=Job).execution_options(populate_existing=True)
    job = db.session.scalars(statement).one_or_none()
    return job, _ours(move_id, owner)


def _bring(move: FileMove, owner: uuid.UUID) -> None:
    """Copy to `.incoming-<move>-<attempt>`, note what was copied, give it its name, and make it the job's path."""
    move_id, job_id, src, dst = move.id, move.job_id, move.src, move.dst
    job = db.session.get(Job, job_id)
    if dst is None or job is None:
        raise LeaseLost
    final = file_service.path(dst)
    incoming = final.parent / f".incoming-{move_id}-{move.attempts}"
    aside = final.parent / f"{final.name}.stale-{move_id}-{move.attempts}"
    sources = _sources(job, src)
    document = metadata_service.document(job, dst)
    db.session.commit()
    copied = _copy(sources, incoming, move_id, owner)
    metadata_service.dress(incoming, document, originals.thumbnail_path(document["job"]["original_sha256"]))
    _note_copied(move_id, owner, copied, incoming)
    share.within(lambda: copying.settle(incoming, final, aside), seconds=20)
    _arrive(move_id, job_id, owner, dst)


def _sources(job: Job, src: str | None) -> dict[str, Path]:
    if src is None:
        return {job.file_name: originals.path(job.original_sha256)}
    folder = file_service.path(src)
    names = share.within(lambda: file_service.names(folder))
    return {name: folder / name for name in names if name not in file_service.DERIVED}


def _copy(sources: dict[str, Path], incoming: Path, move_id: uuid.UUID, owner: uuid.UUID) -> list[StoredFile]:
    share.within(lambda: incoming.parent.mkdir(parents=True, exist_ok=True))
    return copying.copy_all(sources, incoming, lambda: _renew(move_id, owner))


def _note_copied(move_id: uuid.UUID, owner: uuid.UUID, copied: list[StoredFile], incoming: Path) -> None:
    move = _ours(move_id, owner)
    if move.state not in UNSETTLED:
        db.session.rollback()
        copying.remove_tree(incoming)
        raise LeaseLost
    move.files, move.state = [asdict(file) for file in copied], MoveState.COPIED
    db.session.commit()


def _arrive(move_id: uuid.UUID, job_id: uuid.UUID, owner: uuid.UUID, dst: str) -> None:
    job, move = _held(move_id, job_id, owner)
    if job is not None and move.state is MoveState.COPIED:
        job.path, move.state = dst, MoveState.COMMITTED
    db.session.commit()


def _clean(move: FileMove, owner: uuid.UUID) -> None:
    """Clear the source away, unless the job or another open move needs it; the job's row is held meanwhile."""
    job, move = _held(move.id, move.job_id, owner)
    needed = {path for other in _open_moves(move.job_id) if other.id != move.id for path in (other.src, other.dst)}
    if move.src and move.src not in needed and (job is None or job.path != move.src):
        folder, files = file_service.path(move.src), [StoredFile(**file) for file in move.files]
        is_removal = move.dst is None
        share.within(lambda: copying.remove_tree(folder) if is_removal else _clear(folder, files))
    move.state, move.lease_owner, move.lease_until, move.last_error = MoveState.CLEANED, None, None, None
    db.session.commit()


def _clear(folder: Path, files: list[StoredFile]) -> None:
    copying.clear(folder, files)


def _postpone(move_id: uuid.UUID, owner: uuid.UUID, error: Exception) -> None:
    """Give the lease back and say when to try again and why it failed."""
    move = db.session.get(FileMove, move_id, populate_existing=True)
    if move is not None and move.lease_owner == owner:
        move.lease_owner, move.lease_until, move.last_error = None, None, f"{type(error).__name__}: {error}"
        move.next_attempt_at = clock.now() + RETRY_AFTER[min(move.attempts, len(RETRY_AFTER)) - 1]
    db.session.commit()
