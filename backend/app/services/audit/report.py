"""The report of the file check: how the latest one stands, and what is open of the last that came to its end."""

from typing import Any

from sqlalchemy import func, select

from app.extensions import db
from app.models import Audit, AuditFinding, Job
from app.models.job import reference
from app.schemas.audit import AuditReport, FindingView, Progress
from app.services.audit import findings
from app.services.audit.kinds import KINDS, Code

NEVER = "never"


def current() -> AuditReport:
    """Report on the file check; while one runs, or after one was given up, with the findings of the last whole one."""
    latest = db.session.scalars(select(Audit).order_by(Audit.id.desc()).limit(1)).one_or_none()
    whole = findings.last_done()
    open_ones = _open(whole) if whole else []
    return AuditReport(
        **_state(latest), checked_at=whole.finished_at if whole else None, counts=dict(whole.counts) if whole else {},
        new=sum(each.is_new for each in open_ones), resolved=_resolved(whole) if whole else 0, findings=open_ones,
    )  # fmt: skip


def _state(audit: Audit | None) -> dict[str, Any]:
    """Tell how a check stands; None: there was none yet."""
    told = {name: getattr(audit, name, None) for name in ("started_at", "finished_at", "started_by", "why_aborted")}
    progress = dict.fromkeys(Progress.model_fields, 0) | (audit.progress if audit else {})
    return told | {
        "status": audit.status.value if audit else NEVER, "audit_id": audit.id if audit else None,
        "is_deep": audit.is_deep if audit else False, "progress": Progress(**progress),
    }  # fmt: skip


def _open(audit: Audit) -> list[FindingView]:
    """List the findings that nobody has resolved yet, kind by kind."""
    rows = db.session.execute(
        select(AuditFinding, Job.number).outerjoin(Job, Job.id == AuditFinding.job_id)
        .where(AuditFinding.audit_id == audit.id, AuditFinding.resolved_at.is_(None))
        .order_by(AuditFinding.code, AuditFinding.path)
    )  # fmt: skip
    return [_view(finding, number) for finding, number in rows]


def _view(finding: AuditFinding, number: int | None) -> FindingView:
    kind = KINDS[Code(finding.code)]
    return FindingView(
        id=finding.id, code=finding.code, title=kind.title, text=kind.means, offer=kind.offers, job_id=finding.job_id,
        reference=reference(number) if number else None, path=finding.path, is_new=finding.is_new,
        details={name: value for name, value in finding.details.items() if name != "name"},
    )  # fmt: skip


def _resolved(audit: Audit) -> int:
    resolved = (AuditFinding.audit_id == audit.id, AuditFinding.resolved_at.is_not(None))
    return db.session.scalar(select(func.count(AuditFinding.id)).where(*resolved)) or 0
