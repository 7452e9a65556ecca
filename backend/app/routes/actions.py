"""The routes of the lifecycle: one `POST /jobs/<id>/<action>` for every row that staff or admins perform."""

import uuid
from collections.abc import Callable

from flask import Blueprint

from app.models import ACTIONS, Action, Actor
from app.routes.guard import staff
from app.schemas import actions as bodies
from app.schemas.job import JobView
from app.services import job_service, job_views
from app.utils.api import operation
from app.utils.body import json_body

actions = Blueprint("actions", __name__, url_prefix="/jobs/<uuid:job_id>")
admin_actions = Blueprint("admin_actions", __name__, url_prefix="/jobs/<uuid:job_id>/admin")
PROBLEMS = (401, 403, 404, 409, 422, 423, 503)


def _answering(action: Action, actor: Actor) -> Callable[..., JobView]:
    def view(job_id: uuid.UUID) -> JobView:
        return job_views.detail(job_service.perform(action.name, job_id, json_body(), staff(actor)))

    view.__doc__ = f"{action.label}. {action.confirm}".strip()
    return view


def _removing(action: Action, actor: Actor) -> Callable[..., tuple[str, int]]:
    def view(job_id: uuid.UUID) -> tuple[str, int]:
        job_service.perform(action.name, job_id, json_body(), staff(actor))
        return "", 204

    view.__doc__ = f"{action.label}. {action.confirm}".strip()
    return view


def _register(blueprint: Blueprint, action: Action, actor: Actor) -> None:
    name = action.name.replace("-", "_")
    body = getattr(bodies, action.body)
    if action.removes:
        documented = operation("actions", status=204, body=body, problems=PROBLEMS, operation_id=name)
        blueprint.delete("", endpoint=name)(documented(_removing(action, actor)))
    else:
        documented = operation("actions", JobView, body=body, problems=PROBLEMS, operation_id=name)
        blueprint.post(f"/{action.name}", endpoint=name)(documented(_answering(action, actor)))


for row in ACTIONS.values():
    if row.is_job_action and Actor.STAFF in row.actors:
        _register(actions, row, Actor.STAFF)
    if row.is_job_action and Actor.ADMIN in row.actors:
        _register(admin_actions, row, Actor.ADMIN)
