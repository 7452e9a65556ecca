"""What is in a file: asks the inspector, in a process of its own, and keeps its report with the original."""

import logging
import tempfile
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select, update

from app.extensions import db
from app.models import Job, Original
from app.models.base import Json
from app.schemas.student import Report
from app.services import catalog_service, estimate_service, live, model_warnings, originals
from app.services.catalog_service import settings
from app.utils import clock
from app.utils.fault import fault_point
from app.utils.streams import INCOMING
from inspector.launch import inspect as launch
from inspector.report import Printer
from inspector.report import Report as Found

log = logging.getLogger(__name__)
OVERDUE = timedelta(seconds=20)
MOST_ATTEMPTS = 3
GAVE_UP: Found = {
    "format": "unknown", "refused": None, "thumbnail": None,
    "warnings": [{
        "code": "unreadable", "severity": "warning",
        "text": "We could not look into this file. Staff will check it by hand.",
    }],
}  # fmt: skip


def inspect(sha256: str) -> None:
    """Read an original and keep what was found. Doing it twice does no harm."""
    original = db.session.get(Original, sha256)
    if original is None or original.inspected_at is not None:
        return
    original.inspect_attempts += 1
    form, before = original.format, original.report
    printers = estimate_service.printers(catalog_service.current())
    db.session.commit()
    fault_point("inspection.begun")
    try:
        report = _look_into(sha256, form, printers)
    except OSError:
        _was_no_attempt(sha256)
        raise
    _save(sha256, _better(report, before))


def _look_into(sha256: str, form: str, printers: list[Printer]) -> Found:
    with tempfile.TemporaryDirectory(prefix=INCOMING, dir=_scratch()) as out:
        report = launch(originals.path(sha256), Path(out), form, printers, wall_seconds=settings().inspector_wall_s)
        _keep_pictures(sha256, Path(out), report)
    return report


def _better(found: Found, before: Json | None) -> Json | Found:
    """Return what was found, unless a model that was measured once could not be read this time, and was not refused."""
    is_worse = before is not None and "triangles" in before and "triangles" not in found and not found["refused"]
    return before if before is not None and is_worse else found


def _was_no_attempt(sha256: str) -> None:
    """Forget an attempt that failed for want of a disk or a process: that tells nothing about the model."""
    forgotten = Original.inspect_attempts - 1
    db.session.execute(update(Original).where(Original.sha256 == sha256).values(inspect_attempts=forgotten))
    db.session.commit()


def _scratch() -> Path:
    folder = settings().data_dir / "thumbnails"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _keep_pictures(sha256: str, out: Path, report: Found) -> None:
    if name := report.get("thumbnail"):
        fault_point("thumbnail.rename")
        (out / name).rename(originals.thumbnail_path(sha256))
    if name := report.get("preview"):
        fault_point("preview.rename")
        (out / name).rename(originals.preview_path(sha256))


def _save(sha256: str, report: Json | Found) -> None:
    done = {"report": report, "inspected_at": clock.now()}
    db.session.execute(update(Original).where(Original.sha256 == sha256).values(done))
    # Said by the statement: of a row that was stale when it was loaded, the session would think that nothing changed.
    stale = update(Job).where(Job.original_sha256 == sha256).values(metadata_stale=True, updated_at=clock.now())
    for job in db.session.scalars(stale.returning(Job)).all():
        live.job_changed(job)
    fault_point("inspection.added")
    db.session.commit()
    fault_point("inspection.committed")
    log.info("inspected", extra={"fields": {"sha256": sha256, "triangles": report.get("triangles")}})


def sweep() -> int:
    """Inspect what nobody has inspected for a while; give up on what killed its reader three times."""
    due = select(Original).where(Original.inspected_at.is_(None), Original.created_at < clock.now() - OVERDUE)
    oldest = db.session.scalars(due.order_by(Original.report.is_not(None), Original.created_at).limit(5))
    found = [(original.sha256, original.inspect_attempts) for original in oldest]
    db.session.rollback()
    for sha256, attempts in found:
        if attempts < MOST_ATTEMPTS:
            inspect(sha256)
        else:
            give_up(sha256)
    if found:
        left = db.session.scalar(select(func.count()).select_from(Original).where(Original.inspected_at.is_(None)))
        log.info("models were read", extra={"fields": {"read": len(found), "left": left}})
    return len(found)


def ask_again(*, of_all: bool) -> int:
    """Let the sweep read models again that have a picture but nothing to turn, or all. Returns how many.

    What is known of them is shown until then.
    """
    read = select(Original).where(Original.inspected_at.is_not(None)).with_for_update()
    wanted = [original for original in db.session.scalars(read) if of_all or _cannot_be_turned(original)]
    for original in wanted:
        original.inspected_at, original.inspect_attempts = None, 0
    db.session.commit()
    return len(wanted)


def _cannot_be_turned(original: Original) -> bool:
    has_picture = bool((original.report or {}).get("thumbnail"))
    return has_picture and not originals.preview_path(original.sha256).is_file()


def give_up(sha256: str) -> None:
    """Keep a plain warning in the place of a report, unless there is one from before or one has come meanwhile."""
    original = db.session.get(Original, sha256, with_for_update=True, populate_existing=True)
    if original is not None and original.inspected_at is None:
        _save(sha256, original.report or GAVE_UP)
    db.session.rollback()


def view(original: Original) -> Report:
    """Return what is known of an original so far."""
    found = original.report or {}
    known = {name: found.get(name) for name in Report.model_fields if name not in {"fits", "estimates", "warnings"}}
    return Report.model_validate(known | {
        "ready": original.report is not None, "format": original.format,
        "fits": found.get("fits") or {},
        "estimates": estimate_service.of_original(original, catalog_service.current()),
        "warnings": model_warnings.listed(original.report),
        "has_thumbnail": bool(found.get("thumbnail")),
    })  # fmt: skip
