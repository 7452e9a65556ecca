"""Bring one folder along: lease the move, copy, note, name, commit the path, then clear the source away.

A move is leased to one process at a time; whoever loses the lease writes nothing more. Rows are held in one order
everywhere, first the job's, then the move's.
"""

import uuid
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select, update

from app.extensions import db
from app.models import OPEN_MOVES, FileMove, Job, MoveState
from app.services import cleaning, copying, file_service, metadata_service, originals, share
from app.services.file_service import StoredFile
from app.utils import clock
from app.utils.errors import StorageUnavailable
from app.utils.fault import fault_point

LEASE = timedelta(seconds=30)
RETRY_AFTER = [timedelta(seconds=seconds) for seconds in (5, 10, 30, 60, 300)]
# A slicer may keep a file open for days, and nobody waits for its folder to go.
CLEAR_AFTER = [*RETRY_AFTER, timedelta(minutes=30), timedelta(hours=1)]
UNSETTLED = (MoveState.PLANNED, MoveState.COPIED)
PATIENCE_S = 20


class LeaseLost(Exception):  # noqa: N818 - it reads as the fact it is
    """Somebody else has the move now, or it was overtaken."""


def open_moves(job_id: uuid.UUID, states: tuple[MoveState, ...] = OPEN_MOVES, *, hold: bool = False) -> list[FileMove]:
    """List the moves of a job that are not over, oldest first; `hold` keeps movers off them until the commit."""
    statement = select(FileMove).where(FileMove.job_id == job_id, FileMove.state.in_(states)).order_by(FileMove.id)
    statement = statement.with_for_update() if hold else statement
    return list(db.session.scalars(statement.execution_options(populate_existing=True)))


def advance(move_id: uuid.UUID) -> None:
    """Do what is left of a move, unless somebody else is at it; what fails is put off and tried again."""
    owner = _lease(move_id)
    if owner is None:
        return
    try:
        if _state(move_id, owner) in UNSETTLED:
            _bring(move_id, owner)
        if _state(move_id, owner) is MoveState.COMMITTED:
            _clean(move_id, owner)
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
    fault_point("move.leased")
    return owner if is_ours else None


def _renew(move_id: uuid.UUID, owner: uuid.UUID) -> None:
    ours = (FileMove.id == move_id, FileMove.lease_owner == owner)
    kept = update(FileMove).where(*ours).values(lease_until=func.clock_timestamp() + LEASE)
    lost = db.session.scalar(kept.returning(FileMove.id)) is None
    db.session.commit()
    if lost:
        raise LeaseLost


def _ours(move_id: uuid.UUID, owner: uuid.UUID, *, hold: bool = False) -> FileMove:
    """Read the move again and make sure that it is still leased to us. Raises LeaseLost."""
    statement = select(FileMove).where(FileMove.id == move_id)
    statement = statement.with_for_update() if hold else statement
    move = db.session.scalars(statement.execution_options(populate_existing=True)).one_or_none()
    if move is None or move.lease_owner != owner:
        raise LeaseLost
    return move


def _state(move_id: uuid.UUID, owner: uuid.UUID) -> MoveState:
    state = _ours(move_id, owner).state
    db.session.rollback()
    return state


def _held(move_id: uuid.UUID, owner: uuid.UUID) -> tuple[Job | None, FileMove]:
    """Hold first the job's row, then the move's: the order of every other writer."""
    job_id = _ours(move_id, owner).job_id
    statement = select(Job).where(Job.id == job_id).with_for_update(of=Job).execution_options(populate_existing=True)
    job = db.session.scalars(statement).one_or_none()
    return job, _ours(move_id, owner, hold=True)


def _bring(move_id: uuid.UUID, owner: uuid.UUID) -> None:
    """Copy to `.incoming-<move>-<attempt>`, note what was copied, give it its name, and make it the job's path."""
    move = _ours(move_id, owner)
    src, dst, attempt = move.src, move.dst, move.attempts
    job = db.session.get(Job, move.job_id, populate_existing=True)
    if dst is None or job is None:
        return  # it was overtaken
    final = file_service.path(dst)
    incoming = final.parent / f"{copying.unfinished(move_id)}{attempt}"
    sources, content = _sources(job, src), metadata_service.document(job, dst)
    picture = originals.thumbnail_path(job.original_sha256)
    db.session.rollback()
    try:
        copied = _copy(sources, incoming, move_id, owner)
        fault_point("move.copied")
        metadata_service.dress(incoming, content, picture)
        if _note_copied(move_id, owner, copied):
            aside = final.with_name(f"{final.name}.stale-{move_id}-{attempt}")
            there = share.within(lambda: copying.what_is_there(final, incoming), PATIENCE_S)
            _arrive(move_id, owner, dst, lambda: _settle(incoming, final, aside, there))
    finally:
        db.session.rollback()
        share.within(lambda: copying.remove_tree(incoming), PATIENCE_S)


def _sources(job: Job, src: str | None) -> dict[str, Path]:
    """List what is to be copied. Raises FileNotFoundError for a folder that people have taken away."""
    if src is None:
        return {job.file_name: originals.path(job.original_sha256)}
    folder = file_service.path(src)
    names = share.within(lambda: file_service.names(folder) if folder.is_dir() else None)
    if names is None:
        raise FileNotFoundError(f"the folder {src} is not there")
    return {name: folder / name for name in names if name not in file_service.DERIVED}


def _copy(sources: dict[str, Path], incoming: Path, move_id: uuid.UUID, owner: uuid.UUID) -> list[StoredFile]:
    """Copy, after what an earlier attempt that was killed left behind is gone."""
    share.within(lambda: incoming.parent.mkdir(parents=True, exist_ok=True))
    share.within(lambda: copying.remove_incoming(incoming.parent, move_id), PATIENCE_S)
    return copying.copy_all(sources, incoming, lambda: _renew(move_id, owner))


def _note_copied(move_id: uuid.UUID, owner: uuid.UUID, copied: list[StoredFile]) -> bool:
    """Write down what was copied; returns False when the move was overtaken meanwhile."""
    move = _ours(move_id, owner, hold=True)
    if move.state not in UNSETTLED:
        return False
    move.files, move.state = [asdict(file) for file in copied], MoveState.COPIED
    db.session.commit()
    fault_point("move.noted")
    return True


def _arrive(move_id: uuid.UUID, owner: uuid.UUID, dst: str, settle: Callable[[], None]) -> None:
    """Settle the copy while both rows are held: who slept past the lease must not touch what another has brought."""
    job, move = _held(move_id, owner)
    if job is not None and move.state is MoveState.COPIED:
        settle()
        fault_point("move.settled")
        job.path, move.state = dst, MoveState.COMMITTED
    db.session.commit()
    fault_point("move.committed")


def _settle(incoming: Path, final: Path, aside: Path, there: copying.There) -> None:
    """Give the copy its name; what is in its way goes only while no backup reads it. Raises StorageUnavailable."""
    if there in (copying.There.PART, copying.There.OTHER):
        cleaning.require()
    share.within(lambda: copying.settle(incoming, final, aside, there))


def _clean(move_id: uuid.UUID, owner: uuid.UUID) -> None:
    """Clear the source away, unless the job, a move on its way or a backup needs it; the job's row is held."""
    cleaning.require()
    job, move = _held(move_id, owner)
    needed = {path for other in open_moves(move.job_id, UNSETTLED) for path in (other.src, other.dst)}
    if move.src:
        source, files = move.src, [StoredFile(**file) for file in move.files]
        is_free = source not in needed and (job is None or job.path != source)
        share.within(lambda: _clear(source, files if job else None, is_free, move_id))
    fault_point("move.cleared")
    move.state, move.lease_owner, move.lease_until, move.last_error = MoveState.CLEANED, None, None, None
    db.session.commit()
    fault_point("move.cleaned")


def _clear(source: str, files: list[StoredFile] | None, is_free: bool, move_id: uuid.UUID) -> None:
    """Clear a source away, all of it (`files` None: the job is gone) or just what was copied, and our leftovers."""
    folder = file_service.path(source)
    copying.remove_incoming(folder.parent, move_id)
    if is_free and files is None:
        copying.remove_tree(folder)
    elif is_free and files is not None:
        copying.clear(folder, files)


def _postpone(move_id: uuid.UUID, owner: uuid.UUID, error: Exception) -> None:
    """Give the lease back and say when to try again and why it failed."""
    move = db.session.get(FileMove, move_id, populate_existing=True)
    if move is not None and move.lease_owner == owner:
        move.lease_owner, move.lease_until, move.last_error = None, None, f"{type(error).__name__}: {error}"
        pauses = CLEAR_AFTER if move.state is MoveState.COMMITTED else RETRY_AFTER
        move.next_attempt_at = clock.now() + pauses[min(move.attempts, len(pauses)) - 1]
    db.session.commit()
