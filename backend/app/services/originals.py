"""What students sent, kept unchanged on the host's own disk, once per content: `originals/<sha256>`."""

from pathlib import Path

from sqlalchemy import ColumnElement, delete, exists, func, select
from sqlalchemy.dialects.postgresql import insert

from app.extensions import db
from app.models import Job, Original, Upload
from app.services.catalog_service import settings
from app.services.file_service import sync_folder
from app.utils.streams import IncomingFile


def path(sha256: str) -> Path:
    """Return where the original with this SHA-256 lies."""
    return settings().data_dir / "originals" / sha256


def thumbnail_path(sha256: str) -> Path:
    """Return where its picture lies, once the inspector has made one."""
    return settings().data_dir / "thumbnails" / f"{sha256}.png"


def _serialize(sha256: str) -> None:
    """Let nobody else keep or remove this content until the current transaction ends."""
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"original/{sha256}", 0))))


def keep(incoming: IncomingFile, extension: str) -> Original:
    """Give an incoming file its final name and its row, in the current transaction. Raises OSError."""
    sha256 = incoming.sha256
    incoming.sync()
    _serialize(sha256)
    incoming.path.rename(path(sha256))
    sync_folder(path(sha256).parent)
    row = insert(Original).values(sha256=sha256, size_bytes=incoming.size, format=extension)
    db.session.execute(row.on_conflict_do_nothing())
    return db.session.get_one(Original, sha256)


def sweep_unused() -> int:
    """Remove the originals that no job and no upload needs any more. Returns how many went."""
    found = list(db.session.scalars(select(Original.sha256).where(~_is_used()).limit(100)))
    db.session.rollback()
    return sum(_remove_unused(sha256) for sha256 in found)


def _is_used() -> ColumnElement[bool]:
    by_job = exists().where(Job.original_sha256 == Original.sha256)
    return by_job | exists().where(Upload.sha256 == Original.sha256)


def _remove_unused(sha256: str) -> bool:
    """Remove one original, unless somebody has begun to use it meanwhile, and commit."""
    _serialize(sha256)
    unused = delete(Original).where(Original.sha256 == sha256, ~_is_used()).returning(Original.sha256)
    gone = db.session.scalar(unused) is not None
    if gone:
        path(sha256).unlink(missing_ok=True)
        thumbnail_path(sha256).unlink(missing_ok=True)
    db.session.commit()
    return gone
