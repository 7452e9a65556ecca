from flask import Blueprint

from app.models import Actor
from app.routes import guard
from app.schemas.base import parse
from app.schemas.erasure import EraseBody, Erasure
from app.schemas.retention import RetentionAsked, RetentionPlan
from app.services import erase_service, retention_service, staff_service
from app.utils.api import operation
from app.utils.body import json_body

retention = Blueprint("retention", __name__, url_prefix="/admin")


def _answer(name: str) -> RetentionPlan:
    asked = parse(RetentionAsked, json_body())
    who = staff_service.acting(guard.staff(Actor.ADMIN), asked.staff_name)
    return retention_service.plan(name, asked) if asked.dry_run else retention_service.start(name, asked, who)


@retention.post("/archive")
@operation("admin", RetentionPlan, body=RetentionAsked, problems=(409, 422))
def post_archive() -> RetentionPlan:
    """Archive what has been closed for some time; `dry_run` counts first."""
    return _answer("archive")


@retention.post("/prune")
@operation("admin", RetentionPlan, body=RetentionAsked, problems=(409, 422))
def post_prune() -> RetentionPlan:
    """Delete for good what has been archived for some time; `dry_run` counts first."""
    return _answer("prune")


@retention.post("/students/erase")
@operation("admin", Erasure, body=EraseBody, problems=(404, 409, 422))
def post_student_erase() -> Erasure:
    """Forget a student: closed jobs, files, mails and names; `dry_run` says what would go."""
    body = parse(EraseBody, json_body())
    return erase_service.erase(body, staff_service.acting(guard.staff(Actor.ADMIN), body.staff_name))
