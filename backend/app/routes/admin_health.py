"""How the lab is, for an admin workstation: with what each state means and what to do."""

from flask import Blueprint

from app.schemas.estimates import EstimateBases
from app.schemas.health import HealthReport
from app.services import estimate_learning, health_report
from app.utils.api import operation

admin_health = Blueprint("admin_health", __name__, url_prefix="/admin")


@admin_health.get("/health")
@operation("admin", HealthReport)
def get_admin_health() -> HealthReport:
    """Say how every component is, since when, what that means for the lab and what to do."""
    return health_report.current()


@admin_health.get("/estimates")
@operation("admin", EstimateBases)
def get_estimate_bases() -> EstimateBases:
    """Say what the estimates of each printer rest on, and how far off they are."""
    return estimate_learning.bases()
