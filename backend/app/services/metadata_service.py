"""metadata.json: everything needed to rebuild a job's row, beside its files. Derived; the database wins."""

import json
import shutil
import uuid
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from app.extensions import db
from app.models import Checkout, CheckoutLine, CheckoutVoid, Event, Job
from app.services import file_service, originals, share
from app.services.file_service import METADATA, THUMBNAIL
from app.utils import clock
from app.utils.errors import StorageUnavailable
from app.utils.fault import fault_point

FORMAT = 2  # 2 tells the original's size and format; 1 is still read
# The lock belongs to the moment, two columns are computed, `metadata_stale` speaks of this very file.
LEFT_OUT = {"search", "attention_rank", "metadata_stale"}
# What a file tells that was written before there was the column.
YOUNGER: dict[str, Any] = {"accepted_warnings": []}
KEPT = [each for each in Job.__table__.columns if each.name not in LEFT_OUT and not each.name.startswith("lock")]


def document(job: Job, path: str | None) -> dict[str, Any]:
    """Build the content of metadata.json for a job whose folder lies (or will lie) at `path`."""
    row = {column.name: getattr(job, column.name) for column in KEPT} | {"path": path}
    return {
        "format": FORMAT,
        "reference": job.reference,
        "written_at": clock.now(),
        "job": row,
        "original": {"size_bytes": job.size_bytes, "format": job.original.format},
        "payments": [_payment(line) for line in _lines(job.id)],
        "events": [_event(event) for event in _events(job.id)],
    }


def _events(job_id: uuid.UUID) -> list[Event]:
    return list(db.session.scalars(select(Event).where(Event.job_id == job_id).order_by(Event.id)))


def _lines(job_id: uuid.UUID) -> list[CheckoutLine]:
    return list(db.session.scalars(select(CheckoutLine).where(CheckoutLine.job_id == job_id).order_by(CheckoutLine.id)))


def _event(event: Event) -> dict[str, Any]:
    return {"id": event.id, "type": event.type, "at": event.at, "triggered_by": event.triggered_by}


def _payment(line: CheckoutLine) -> dict[str, Any]:
    checkout = {column.name: getattr(line.checkout, column.name) for column in line.checkout.__table__.columns}
    void = line.checkout.void
    return {
        "checkout": checkout,
        "line": {column.name: getattr(line, column.name) for column in line.__table__.columns},
        "void": {column.name: getattr(void, column.name) for column in void.__table__.columns} if void else None,
    }


def encode(content: dict[str, Any]) -> bytes:
    """Write metadata as JSON for people and programs."""
    return json.dumps(content, default=_plain, indent=2, ensure_ascii=False, sort_keys=True).encode()


def _plain(value: object) -> object:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, uuid.UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in metadata.json")


def row_of(content: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of the job that metadata.json tells of, in their own types. Raises ValueError, KeyError."""
    if content["format"] > FORMAT:
        raise ValueError("it was written by a newer version of the system")
    told = YOUNGER | content["job"]
    return {column.name: _typed(column.type.python_type, told[column.name]) for column in KEPT}


def payment_row(model: type[Checkout | CheckoutLine | CheckoutVoid], told: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of a payment's row that metadata.json tells of. Raises ValueError, KeyError."""
    return {column.name: _typed(column.type.python_type, told[column.name]) for column in model.__table__.columns}


def _typed(wanted: type, value: Any) -> Any:
    if value is None:
        return None
    if wanted in (datetime, date):
        return wanted.fromisoformat(value)
    return value if wanted is object else wanted(value)  # JSON columns know no type


def dress(folder: Path, content: dict[str, Any], thumbnail: Path) -> None:
    """Put metadata.json, with size and SHA-256 of every file, and the picture into a folder. Raises OSError."""
    if thumbnail.is_file() and not (folder / THUMBNAIL).exists():
        fault_point("picture.write")
        shutil.copyfile(thumbnail, folder / THUMBNAIL)
    files = [file_service.stored(folder, name) for name in file_service.names(folder) if name != METADATA]
    listed = [{"name": file.name, "size": file.size, "sha256": file.sha256} for file in files]
    file_service.write_durably(folder / METADATA, encode(content | {"files": listed}))


def _write(folder: Path, content: dict[str, Any], thumbnail: Path) -> None:
    """Write metadata.json into a folder, after what killed processes began to write there is gone. Raises OSError."""
    for leftover in folder.rglob(file_service.hidden_name("*")):
        fault_point("leftover.unlink")
        share.require_wanted()
        leftover.unlink(missing_ok=True)
    dress(folder, content, thumbnail)


def refresh(job_id: uuid.UUID) -> None:
    """Write metadata.json anew where it lags behind the row; a storage that is away is tried again by the sweep."""
    job = db.session.get(Job, job_id, populate_existing=True)
    if job is None or not job.metadata_stale or job.path is None:
        db.session.rollback()
        return
    folder, content, seen = file_service.path(job.path), document(job, job.path), job.updated_at
    thumbnail = originals.thumbnail_path(job.original_sha256)
    db.session.rollback()
    try:
        share.within(lambda: _write(folder, content, thumbnail), seconds=20)
    except (OSError, StorageUnavailable):
        return
    fault_point("metadata.written")
    fresh = update(Job).where(Job.id == job_id, Job.updated_at == seen, Job.path == content["job"]["path"])
    db.session.execute(fresh.values(metadata_stale=False))
    db.session.commit()
