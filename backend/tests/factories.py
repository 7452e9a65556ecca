"""Rows made directly in the database, for tests of what happens to them afterwards. Everything here commits."""

import hashlib
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from app.extensions import db
from app.models import STATUSES, Job, Original, Status
from app.services import metadata_service, originals, share
from app.utils import clock

_NUMBERS = count(1)
RATES = {"cents_per_gram": 10, "grams_per_ml": None, "minimum_cents": 300}
QUOTE = {
    "quote_weight_g": 42.5, "quote_time_hours": 3.5, "quote_price_cents": 425, "quote_rates": RATES,
    "confirm_serial": 1,
}  # fmt: skip


def make_original(content: bytes | None = None) -> Original:
    """Make the row of an original (not its file); without `content`, one that no other test has."""
    content = content if content is not None else f"solid {next(_NUMBERS)}".encode()
    sha256 = hashlib.sha256(content).hexdigest()
    original = db.session.get(Original, sha256) or Original(sha256=sha256, size_bytes=len(content), format="stl")
    db.session.add(original)
    db.session.commit()
    return original


def make_job(**changes: Any) -> Job:
    """Make a job; from PENDING on it carries a quote of 425 cents with a link that lives for three days."""
    number = next(_NUMBERS)
    status = changes.get("status", Status.UPLOADED)
    quote: dict[str, Any] = {}
    if status is not Status.UPLOADED:
        now = clock.now()
        quote = QUOTE | {"quoted_at": now, "confirm_link_sent_at": now, "confirm_expires_at": now + timedelta(days=3)}
    facts: dict[str, Any] = {
        "status": status, "student_name": "Ann Student", "student_email": "ann@example.edu", "discipline": "Art",
        "class_number": "N/A", "print_method": "Filament", "color": "True Red", "printer": "Prusa MK4S",
        "original_filename": "vase.stl", "folder_name": f"AnnStudent_Filament_TrueRed_t{number}",
        "file_name": f"AnnStudent_Filament_TrueRed_t{number}.stl",
    }  # fmt: skip
    job = Job(**facts | quote | changes)
    if job.original is None:
        job.original = make_original()
    db.session.add(job)
    db.session.commit()
    return job


def make_folder(job: Job, files: dict[str, bytes] | None = None) -> Path:
    """Put a job's folder where its status says, with its original and more files; returns the folder."""
    content = f"solid {job.number}".encode()
    job.original = make_original(content)
    originals.path(job.original_sha256).parent.mkdir(parents=True, exist_ok=True)
    originals.path(job.original_sha256).write_bytes(content)
    job.path = f"{STATUSES[job.status].folder}/{job.folder_name}"
    folder = share.root() / job.path
    for name, data in {job.file_name: content, **(files or {})}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    db.session.commit()
    metadata_service.refresh(job.id)
    return folder
