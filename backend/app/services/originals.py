"""What students sent, kept unchanged on the host's own disk, once per content: `originals/<sha256>`."""

import math
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from sqlalchemy import ColumnElement, Executable, bindparam, delete, event, exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import Job, Original, Upload
from app.services import cleaning
from app.services.catalog_service import settings
from app.services.file_service import sync_folder
from app.services.turns import take
from app.utils.fault import fault_point
from app.utils.streams import INCOMING, IncomingFile, own_disk

AWAITED = "originals on their way to the disk"
STRAY_AFTER_S = 3600
_disk = ThreadPoolExecutor(max_workers=8, thread_name_prefix="originals")


def path(sha256: str) -> Path:
    """Return where the original with this SHA-256 lies."""
    return settings().data_dir / "originals" / sha256


def thumbnail_path(sha256: str) -> Path:
    """Return where its picture lies, once the inspector has made one."""
    return settings().data_dir / "thumbnails" / f"{sha256}.png"


def preview_path(sha256: str) -> Path:
    """Return where the likeness lies that a browser can turn, beside the picture; older models have none."""
    return settings().data_dir / "thumbnails" / f"{sha256}.mesh"


def turn(sha256: str) -> str:
    """Return whose turn it is to wait for: nobody else keeps or removes this content meanwhile."""
    return f"original/{sha256}"


def keep(incoming: IncomingFile, extension: str) -> Original:
    """Give an incoming file its final name and its row, in the current transaction, which has waited for its turn.

    The disk works while the transaction goes on; the commit waits for it, and raises StorageUnavailable when it has
    failed.
    """
    sha256 = incoming.sha256
    db.session.info.setdefault(AWAITED, []).append(_disk.submit(_settle, incoming, path(sha256)))
    values = {"sha256": sha256, "size_bytes": incoming.size, "format": extension}
    kept: Original = db.session.scalars(_keeping(), values).one()
    return kept


@cache
def _keeping() -> Executable:
    """Return the statement that adds the row unless it is there, and selects it; writing it anew takes a while."""
    row = insert(Original).values({name: bindparam(name) for name in ("sha256", "size_bytes", "format")})
    known = row.on_conflict_do_update(index_elements=[Original.sha256], set_={"size_bytes": row.excluded.size_bytes})
    return select(Original).from_statement(known.returning(Original))


def _settle(incoming: IncomingFile, final: Path) -> None:
    incoming.sync()
    fault_point("original.rename")
    incoming.path.rename(final)
    fault_point("original.renamed")
    sync_folder(final.parent)


@event.listens_for(Session, "before_commit")
def _wait_for_disk(session: Session) -> None:
    with own_disk():
        for settled in session.info.pop(AWAITED, []):
            settled.result()


def sweep_unused() -> int:
    """Remove the originals that no job and no upload needs any more. Returns how many went."""
    found = list(db.session.scalars(select(Original.sha256).where(~_is_used()).limit(100)))
    db.session.rollback()
    return sum(_remove_unused(sha256) for sha256 in found)


def _is_used() -> ColumnElement[bool]:
    by_job = exists().where(Job.original_sha256 == Original.sha256)
    return by_job | exists().where(Upload.sha256 == Original.sha256)


def _remove_unused(sha256: str) -> bool:
    """Remove one original, unless somebody has begun to use it meanwhile or a backup is being made, and commit."""
    if not cleaning.may_delete():
        db.session.rollback()
        return False
    take(turn(sha256))
    unused = delete(Original).where(Original.sha256 == sha256, ~_is_used()).returning(Original.sha256)
    gone = db.session.scalar(unused) is not None or db.session.get(Original, sha256) is None
    if gone:
        fault_point("original.unlink")
        path(sha256).unlink(missing_ok=True)
        fault_point("thumbnail.unlink")
        thumbnail_path(sha256).unlink(missing_ok=True)
        fault_point("preview.unlink")
        preview_path(sha256).unlink(missing_ok=True)
    db.session.commit()
    return gone


def sweep_strays() -> int:
    """Remove what a killed process left on the disk an hour ago: what is unfinished, and what has no row."""
    old = _old(path("x").parent) + _old(thumbnail_path("x").parent)
    unfinished = [each for each in old if each.name.startswith(INCOMING)]
    for each in unfinished:
        _discard(each)
    known = set(db.session.scalars(select(Original.sha256)))
    db.session.rollback()
    strays = {file.stem for file in old if file not in unfinished} - known
    return len(unfinished) + sum(_remove_unused(name) for name in strays)


def _old(folder: Path) -> list[Path]:
    before = time.time() - STRAY_AFTER_S
    return [each for each in folder.glob("*") if _written_at(each) < before]


def _written_at(file: Path) -> float:
    """Return when a file was last written; one that was renamed or removed meanwhile counts as new."""
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return math.inf


def _discard(leftover: Path) -> None:
    """Delete an unfinished file, or the folder in which a picture was being made."""
    fault_point("stray.unlink")
    if leftover.is_dir():
        shutil.rmtree(leftover)
    else:
        leftover.unlink(missing_ok=True)
