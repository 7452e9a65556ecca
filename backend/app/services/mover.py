"""Bring one folder along: lease the move, copy, note, name, commit the path, then clear the source away.

What a lease is, and when a step that failed is tried again: `move_lease.py`.
"""

import uuid
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import select

from app.extensions import db
from app.models import OPEN_MOVES, FileMove, Job, MoveState
from app.services import cleaning, copying, file_service, live, metadata_service, move_lease, originals, share
from app.services.file_service import StoredFile
from app.utils.errors import StorageUnavailable
from app.utils.fault import fault_point

UNSETTLED = (MoveState.PLANNED, MoveState.COPIED)
PATIENCE_S = 20


def open_moves(job_id: uuid.UUID, states: tuple[MoveState, ...] = OPEN_MOVES, *, hold: bool = False) -> list[FileMove]:
    """List the moves of a job that are not over, oldest first; `hold` keeps movers off them until the commit."""
    statement = select(FileMove).where(FileMove.job_id == job_id, FileMove.state.in_(states)).order_by(FileMove.id)
    statement = statement.with_for_update() if hold else statement
    return list(db.session.scalars(statement.execution_options(populate_existing=True)))


def advance(move_id: uuid.UUID) -> None:
    """Do what is left of a move, unless somebody else is at it; what fails is put off and tried again."""
    owner = move_lease.take(move_id)
    if owner is None:
        return
    try:
        if move_lease.state(move_id, owner) in UNSETTLED:
            _bring(move_id, owner)
        if move_lease.state(move_id, owner) is MoveState.COMMITTED:
            _clean(move_id, owner)
    except move_lease.LeaseLost:
        db.session.rollback()
    except (OSError, StorageUnavailable) as error:
        db.session.rollback()
        move_lease.postpone(move_id, owner, error)


def _bring(move_id: uuid.UUID, owner: uuid.UUID) -> None:
    """Copy to `.incoming-<move>-<attempt>`, note what was copied, give it its name, and make it the job's path."""
    move = move_lease.ours(move_id, owner)
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
    return copying.copy_all(sources, incoming, lambda: move_lease.renew(move_id, owner))


def _note_copied(move_id: uuid.UUID, owner: uuid.UUID, copied: list[StoredFile]) -> bool:
    """Write down what was copied; returns False when the move was overtaken meanwhile."""
    move = move_lease.ours(move_id, owner, hold=True)
    if move.state not in UNSETTLED:
        return False
    move.files, move.state = [asdict(file) for file in copied], MoveState.COPIED
    db.session.commit()
    fault_point("move.noted")
    return True


def _arrive(move_id: uuid.UUID, owner: uuid.UUID, dst: str, settle: Callable[[], None]) -> None:
    """Settle the copy while both rows are held: who slept past the lease must not touch what another has brought."""
    job, move = move_lease.held(move_id, owner)
    if job is not None and move.state is MoveState.COPIED:
        settle()
        fault_point("move.settled")
        job.path, move.state = dst, MoveState.COMMITTED
        live.job_changed(job)
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
    job, move = move_lease.held(move_id, owner)
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
