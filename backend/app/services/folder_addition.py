"""Put a file of ours beside the others in a job's folder: whole or not at all, and never over another.

It comes under a hidden name and gets its own while the job's row is held, so that no move has left without it. What a
killed process leaves behind is removed when metadata.json is written anew, which is promised before anything else.
"""

import contextlib
import uuid
from collections.abc import Callable
from pathlib import Path

from app.extensions import db
from app.models import Job
from app.services import (
    background,
    copying,
    file_service,
    job_folder,
    live,
    lock_service,
    metadata_service,
    mover,
    share,
)
from app.services.file_service import hidden_name
from app.utils import clock
from app.utils.errors import StorageUnavailable
from app.utils.fault import fault_point

MOVING = "The job's folder is on its way to another place. It will be there within seconds; please try again."


def add(job_id: uuid.UUID, folder: str, name: str, source: Path, log: Callable[[], object]) -> None:
    """Put `source` into a folder under a name that is free; `log` adds to the transaction that makes it count.

    Raises NotFound, StorageUnavailable.
    """
    _touch(lock_service.held_job(job_id))
    db.session.commit()
    final = file_service.path(f"{folder}/{name}")
    hidden = final.with_name(hidden_name(final.name))
    try:
        job_folder.read(lambda: copying.copy_file(source, hidden), job_folder.READING_S)
        job = _held_in_place(job_id, folder)
        job_folder.read(lambda: _name(hidden, final))
        log()
        _touch(job)
        live.job_changed(job)
        db.session.commit()
    except BaseException:
        db.session.rollback()
        with contextlib.suppress(StorageUnavailable, OSError):
            share.within(lambda: _remove(hidden))
        raise
    fault_point("addition.committed")
    background.run(lambda: metadata_service.refresh(job_id), wait_s=0)


def _touch(job: Job) -> None:
    job.updated_at, job.metadata_stale = clock.now(), True


def _held_in_place(job_id: uuid.UUID, folder: str) -> Job:
    """Hold the job's row while its folder stays where it is. Raises StorageUnavailable when it does not."""
    job = lock_service.held_job(job_id)
    if job.path != folder or mover.open_moves(job_id, mover.UNSETTLED):
        raise StorageUnavailable(MOVING)
    return job


def _name(hidden: Path, final: Path) -> None:
    if final.exists():
        raise FileExistsError(f"somebody has saved {final.name} meanwhile")
    fault_point("addition.rename")
    share.require_wanted()
    hidden.rename(final)
    fault_point("addition.renamed")
    file_service.sync_folder(final.parent)


def _remove(hidden: Path) -> None:
    share.require_wanted()
    hidden.unlink(missing_ok=True)
