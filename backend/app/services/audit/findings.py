"""Keep what a check found, unless so much is gone that the storage itself must be."""

import uuid
from collections import Counter
from datetime import timedelta

from sqlalchemy import delete, func, insert, select

from app.extensions import db
from app.models import Audit, AuditFinding, AuditStatus, Job, Original
from app.services import event_service
from app.services.audit import news
from app.services.audit.kinds import Code, Suspect
from app.services.event_service import SYSTEM
from app.utils import clock

GONE_SHARE = 0.05
FEW = 4
KEPT = timedelta(days=90)
Key = tuple[str, str]


class StorageGone(Exception):  # noqa: N818 - it says what seems to be
    """So many known files are missing at once that it is not the files that are wrong."""


def keep(audit_id: uuid.UUID, found: list[Suspect]) -> None:
    """Write the findings down and finish the check. Raises StorageGone."""
    known = still_open(last_done(audit_id))
    new = [suspect for suspect in found if key(suspect) not in known]
    _refuse_if_gone(new)
    rows = [_row(audit_id, suspect, key(suspect) not in known) for suspect in found]
    if rows:
        db.session.execute(insert(AuditFinding), rows)
    if new:
        news.keep()
    counts = dict(Counter(suspect.code.value for suspect in found))
    db.session.execute(delete(Audit).where(Audit.started_at < clock.now() - KEPT))
    _finish(audit_id, {"counts": counts, "new": len(new)}, status=AuditStatus.DONE, counts=counts)
    db.session.commit()


def abort(audit_id: uuid.UUID, why: str) -> None:
    """Finish a check without findings."""
    db.session.rollback()
    _finish(audit_id, {}, status=AuditStatus.ABORTED, why_aborted=why)
    db.session.commit()


def _finish(audit_id: uuid.UUID, told: dict[str, object], **values: object) -> None:
    """Finish the check and log it; the line names nobody, so neither a path nor why it was given up stands in it."""
    audit = db.session.get_one(Audit, audit_id)
    for name, value in values.items():
        setattr(audit, name, value)
    audit.finished_at = clock.now()
    who = SYSTEM.named(audit.started_by)
    event_service.record("AuditFinished", who, status=audit.status.value, deep=audit.is_deep, **told)


def last_done(before: uuid.UUID | None = None) -> Audit | None:
    """Return the latest check that came to its end (of those before `before`)."""
    done = select(Audit).where(Audit.status == AuditStatus.DONE).order_by(Audit.id.desc()).limit(1)
    return db.session.scalars(done if before is None else done.where(Audit.id < before)).one_or_none()


def still_open(audit: Audit | None) -> set[Key]:
    """Return what a check had found, and nobody has put right since."""
    if audit is None:
        return set()
    rows = select(AuditFinding.code, AuditFinding.path)
    open_ones = rows.where(AuditFinding.audit_id == audit.id, AuditFinding.resolved_at.is_(None))
    return {(code, path) for code, path in db.session.execute(open_ones)}


def key(suspect: Suspect) -> Key:
    """Return by what a finding is known again in the next check."""
    return suspect.code.value, suspect.path


def _row(audit_id: uuid.UUID, suspect: Suspect, is_new: bool) -> dict[str, object]:
    return {
        "audit_id": audit_id, "code": suspect.code.value, "job_id": suspect.job_id, "path": suspect.path,
        "details": suspect.details | {"name": suspect.name}, "is_new": is_new,
    }  # fmt: skip


def _refuse_if_gone(new: list[Suspect]) -> None:
    """Raise StorageGone when more than 5 % of the known files vanished since the check before."""
    folders = len({suspect.job_id for suspect in new if suspect.code is Code.MISSING_FILE})
    sent = sum(suspect.code is Code.ORIGINAL_MISSING for suspect in new)
    for vanished, of, where in ((folders, Job.id, "storage"), (sent, Original.sha256, "folder of the originals")):
        known = db.session.scalar(select(func.count(of))) or 0
        if vanished > max(FEW, GONE_SHARE * known):
            text = (
                f"The {where} seems to be gone: the files of {vanished} of {known} are missing at once. "
                "Nothing is said about them; look whether it is mounted and whole, then check again."
            )
            raise StorageGone(text)
