"""The file check: an admin workstation starts it, reads its report, and puts findings right under a name."""

from flask import Blueprint

from app.models import Actor
from app.routes import guard
from app.schemas.audit import AuditReport, AuditStart, AuditStarted, ResolveBody, Resolved
from app.schemas.base import parse
from app.schemas.desk import AdminBody
from app.services import staff_service
from app.services.audit import report, resolve, scan
from app.services.event_service import Who
from app.utils.api import operation
from app.utils.body import json_body

audit = Blueprint("audit", __name__, url_prefix="/admin/audit")


def _who(body: AdminBody) -> Who:
    return staff_service.acting(guard.staff(Actor.ADMIN), body.staff_name)


@audit.post("/start")
@operation("admin", AuditStarted, status=202, body=AuditStart, problems=(422, 503))
def post_audit_start() -> tuple[AuditStarted, int]:
    """Start a file check in the background; one that runs already is answered."""
    body = parse(AuditStart, json_body())
    started = scan.start(_who(body), body.deep)
    return AuditStarted(audit_id=started.id, status=started.status.value), 202


@audit.get("/report")
@operation("admin", AuditReport)
def get_audit_report() -> AuditReport:
    """Tell how the latest file check stands and what is open."""
    return report.current()


@audit.post("/resolve")
@operation("admin", Resolved, body=ResolveBody, problems=(404, 422, 503))
def post_audit_resolve() -> Resolved:
    """Put findings right, each in the one safe way of its kind, or tell what would happen."""
    return resolve.resolve(json_body(), guard.staff(Actor.ADMIN))
