from flask import Blueprint

from app.schemas.desk import Health
from app.services import health_service
from app.utils.api import operation

health = Blueprint("health", __name__)


@health.get("/health")
@operation("system", Health, also=(503,))
def get_health() -> tuple[Health, int]:
    """Say how the system is: 503 only when the database is down; anything else down is `degraded`."""
    found = health_service.check()
    return found, 503 if found.status == "error" else 200
