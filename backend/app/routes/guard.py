"""Who may call what: deny by default, one list of public routes, the admin blueprint for admin workstations."""

from flask import Flask, g, request

from app.models import Actor, Workstation
from app.services import auth_service
from app.services.event_service import Who
from app.utils.errors import Forbidden

PUBLIC = frozenset({
    "health.get_health",
    "catalog.get_catalog",
    "uploads.post_upload", "uploads.get_upload", "uploads.get_upload_thumbnail", "uploads.get_upload_model",
    "uploads.get_upload_preview",
    "submit.post_submit", "submit.post_resend_confirmation",
    "confirm.get_confirmation", "confirm.get_confirmation_thumbnail",
    "confirm.post_confirmation", "confirm.post_decline",
    "track.get_tracking", "track.post_track_cancel", "track.get_tracking_thumbnail",
    "session.post_login",
    "inbox.get_inbox", "inbox.get_inbox_mail",
    "docs.get_openapi", "docs.get_docs",
})  # fmt: skip

ADMIN = frozenset({"admin", "admin_actions", "admin_health", "admin_mail", "audit", "event_log", "retention"})


def init_app(app: Flask) -> None:
    """Ask for a signed-in workstation before every route that is not public."""
    app.before_request(_require_workstation)


def _require_workstation() -> None:
    if request.endpoint is None or request.endpoint in PUBLIC or request.method == "OPTIONS":
        return
    g.workstation = auth_service.identify(request)
    if request.blueprint in ADMIN and not g.workstation.is_admin:
        raise Forbidden("This needs an admin workstation. Sign in on one, or ask the lab manager.")


def workstation() -> Workstation:
    """Return the signed-in workstation of this request."""
    found: Workstation = g.workstation
    return found


def staff(actor: Actor = Actor.STAFF) -> Who:
    """Return who acts in this request; the name comes from the body once it is checked."""
    carried = request.headers
    return Who(actor, workstation().name, workstation(), carried.get("Lock-Token"), carried.get("Idempotency-Key"))
