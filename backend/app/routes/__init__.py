"""One blueprint a noun. Everything is guarded unless it stands in `guard.PUBLIC`."""

from flask import Flask

from app.routes import guard
from app.routes.actions import actions, admin_actions
from app.routes.admin import admin
from app.routes.admin_health import admin_health
from app.routes.admin_mail import admin_mail
from app.routes.audit import audit
from app.routes.catalog import catalog
from app.routes.confirm import confirm
from app.routes.docs import docs
from app.routes.event_log import event_log
from app.routes.health import health
from app.routes.inbox import inbox
from app.routes.jobs import jobs
from app.routes.opener import opener
from app.routes.retention import retention
from app.routes.session import session
from app.routes.staff import staff
from app.routes.stream import stream
from app.routes.submit import submit
from app.routes.track import track
from app.routes.uploads import uploads

API = "/api/v1"
BLUEPRINTS = (
    health, stream, session, catalog, uploads, submit, confirm, track, jobs, actions, opener,
    staff, admin, admin_actions, admin_health, admin_mail, event_log, retention, audit, inbox,
)  # fmt: skip


def init_app(app: Flask) -> None:
    """Register the blueprints behind the guard."""
    guard.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint, url_prefix=API + (blueprint.url_prefix or ""))  # Flask replaces the prefix
    app.register_blueprint(docs, url_prefix="/api")  # /api/docs stands beside the versions
