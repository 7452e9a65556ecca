"""A job's folder as it is now, read from a storage that may be away or slow."""

import uuid
from collections.abc import Callable
from typing import TypeVar

from app.extensions import db
from app.models import Job
from app.services import file_service, lock_service, share
from app.utils.errors import Problem, StorageUnavailable

READING_S = 20
UNREADABLE = "The job's folder cannot be read right now; perhaps a program holds a file. Please try again in a minute."
NOT_THERE_YET = "The job's folder has not arrived on the storage yet. It will within seconds; please try again."
Result = TypeVar("Result")


def of(job: Job) -> str:
    """Return where the folder lies, below the storage root. Raises StorageUnavailable while it is on its way."""
    if job.path is None:
        raise StorageUnavailable(NOT_THERE_YET)
    return job.path


def look(job_id: uuid.UUID, work: Callable[[str], Result]) -> Result:
    """Do `work` in the job's folder, and anew where the folder has moved on meanwhile. Ends the transaction.

    Raises NotFound, StorageUnavailable, and the problems of `work`.
    """
    folder = _now(job_id)
    try:
        found = work(folder)
    except Problem:
        if _now(job_id) == folder:
            raise
    else:
        if _now(job_id) == folder:
            return found
    return look(job_id, work)


def _now(job_id: uuid.UUID) -> str:
    folder = of(lock_service.found_job(job_id))
    db.session.rollback()
    return folder


def read(work: Callable[[], Result], seconds: float | None = None) -> Result:
    """Read from the storage. Raises StorageUnavailable, also for what cannot be read although the storage is there."""
    try:
        return share.within(work, seconds)
    except OSError as error:
        raise StorageUnavailable(UNREADABLE) from error


def names(folder: str) -> list[str]:
    """List the files of a folder by relative name. Raises StorageUnavailable."""
    return read(lambda: file_service.names(file_service.path(folder)))
