"""Who deletes files asks here first: while a backup copies what it has listed, nothing of that goes away."""

from sqlalchemy import func, select

from app.extensions import db
from app.utils.errors import StorageUnavailable

KEY = "cleaning"
WAITS = "A backup is being made; what is to be deleted waits for its end."


def may_delete() -> bool:
    """Say whether files may be deleted until the current transaction ends; no backup begins before that."""
    found = db.session.scalar(select(func.pg_try_advisory_xact_lock_shared(func.hashtextextended(KEY, 0))))
    return bool(found)


def require() -> None:
    """Raise StorageUnavailable while a backup is being made; otherwise keep backups waiting for this transaction."""
    if not may_delete():
        raise StorageUnavailable(WAITS)
