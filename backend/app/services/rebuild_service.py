"""Rebuild the jobs of a lost database from the metadata.json beside their files, and from nothing else.

What metadata.json does not tell is not made up: settings, staff and workstations begin anew, mails are gone, and of a
job's history there is a summary in one line of the log. What cannot be read is named, and the rest goes on.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from sqlalchemy import exists, func, insert, select, text
from sqlalchemy.dialects.postgresql import insert as insert_once
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import db
from app.models import Checkout, CheckoutLine, CheckoutVoid, Job, Original
from app.models.job import reference
from app.services import copying, event_service, file_service, metadata_service, move_service, originals, share
from app.services.event_service import Who
from app.services.file_service import METADATA
from app.utils.errors import Conflict

AHEAD = 1000
ASIDE = ".stale-"
HAS_JOBS = "There are jobs in the database already. Rebuilding is for an empty one: use a new data folder."
SEQUENCE = text("SELECT setval('job_number_seq', (SELECT coalesce(max(number), 0) FROM jobs) + :ahead)")

Content = dict[str, Any]


@dataclass
class Rebuilt:
    """What came back, and a sentence for everything that did not."""

    jobs: int = 0
    payments: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """A job's folder with what its metadata.json says."""

    path: str
    content: Content


def rebuild(who: Who) -> Rebuilt:
    """Rebuild all jobs below the storage root, as the database's owner; each is committed by itself.

    Raises Conflict when there are jobs already, StorageUnavailable.
    """
    if db.session.scalar(select(exists(select(Job.id)))):
        raise Conflict(HAS_JOBS)
    share.within(lambda: None)
    report = Rebuilt()
    for each in _newest(_read_all(report), report):
        _bring_back(each, who, report)
    report.payments = db.session.scalar(select(func.count()).select_from(Checkout)) or 0
    db.session.execute(SEQUENCE, {"ahead": AHEAD})
    db.session.commit()
    return report


def _read_all(report: Rebuilt) -> list[Found]:
    """Read every metadata.json one folder below the folder of a status."""
    found = []
    for folder in sorted(each for each in share.root().glob("*/*") if each.is_dir() and _is_a_jobs(each)):
        path = folder.relative_to(share.root()).as_posix()
        try:
            content = json.loads((folder / METADATA).read_bytes())
            metadata_service.row_of(content)
            found.append(Found(path, content))
        except FileNotFoundError:
            report.problems.append(f"{path}: there is no {METADATA} in it")
        except (OSError, ValueError, KeyError, TypeError) as error:
            report.problems.append(f"{path}: {METADATA} cannot be read ({error!r})")
    return found


def _is_a_jobs(folder: Path) -> bool:
    return not any(part.startswith(".") for part in folder.parts[-2:]) and ASIDE not in folder.name


def _newest(found: list[Found], report: Rebuilt) -> list[Found]:
    """Keep the latest of each job, by number: a folder may lie twice after a move that was cut short."""
    newest: dict[str, Found] = {}
    for each in sorted(found, key=lambda one: str(one.content.get("written_at", ""))):
        older = newest.pop(each.content["job"]["id"], None)
        if older:
            report.problems.append(f"{older.path}: an older copy of {each.path}; nothing of it was used")
        newest[each.content["job"]["id"]] = each
    return sorted(newest.values(), key=lambda one: int(one.content["job"]["number"]))


def _bring_back(found: Found, who: Who, report: Rebuilt) -> None:
    name = reference(found.content["job"]["number"])
    try:
        _add_original(found, name, report)
        _add_job(found, who)
        for payment in found.content.get("payments", []):
            _add_payment(payment)
        db.session.commit()
        report.jobs += 1
    except (SQLAlchemyError, KeyError, ValueError, TypeError) as error:
        db.session.rollback()
        report.problems.append(f"{found.path}: {name} cannot be brought back ({str(error).splitlines()[0]})")


def _add_original(found: Found, name: str, report: Rebuilt) -> None:
    """Make the original's row and file; the file may still be there, or lies in the folder under some name."""
    job, files = found.content["job"], found.content.get("files", [])
    sha256, known = job["original_sha256"], found.content.get("original") or {}
    same: Content = next((file for file in files if file["sha256"] == sha256), {})
    facts = {"size_bytes": known.get("size_bytes") or same.get("size") or 0}
    facts["format"] = known.get("format") or PurePosixPath(job["file_name"]).suffix.lstrip(".")
    db.session.execute(insert_once(Original).values(sha256=sha256, **facts).on_conflict_do_nothing())
    if not originals.path(sha256).is_file() and not _copied_from_folder(found.path, same.get("name"), sha256):
        report.problems.append(f"{found.path}: the file that the student sent with {name} is gone; the job came back")


def _copied_from_folder(path: str, name: str | None, sha256: str) -> bool:
    """Copy the original from the job's folder; False when it is not there as it was."""
    if name is None:
        return False
    target = originals.path(sha256)
    try:
        is_same = copying.copy_file(file_service.path(path) / name, target) == sha256
    except OSError:
        is_same = False
    if not is_same:
        target.unlink(missing_ok=True)
    return is_same


def _add_job(found: Found, who: Who) -> None:
    """Make the job's row with its folder where it was found, and a plan if that is not where its status says."""
    row = metadata_service.row_of(found.content) | {"path": found.path}
    db.session.execute(insert(Job).values(**row, metadata_stale=True))
    job = db.session.get_one(Job, row["id"], populate_existing=True)
    if move_service.is_moving(job):
        move_service.plan(job, job.status)
    told = [[event["type"], event["at"], event["triggered_by"]] for event in found.content.get("events", [])]
    event_service.record("JobRebuilt", who, job.id, reference=job.reference, history=told)


def _add_payment(payment: Content) -> None:
    """Add what this job knows of a payment; one payment may be known to several jobs."""
    for model, known in ((Checkout, "checkout"), (CheckoutLine, "line"), (CheckoutVoid, "void")):
        if payment[known] is not None:
            row = metadata_service.payment_row(model, payment[known])
            db.session.execute(insert_once(model).values(**row).on_conflict_do_nothing())
