"""What only an admin workstation may do; every write names who did it and why."""

import uuid

from flask import Blueprint

from app.models import Actor
from app.routes import guard
from app.schemas.base import parse
from app.schemas.desk import (
    AdminBody,
    Done,
    StaffAdd,
    StaffChange,
    StaffView,
    WorkstationAdd,
    WorkstationChange,
    WorkstationList,
    WorkstationSaved,
    WorkstationView,
)
from app.services import auth_service, staff_service, workstation_service
from app.services.event_service import Who
from app.utils.api import operation
from app.utils.body import json_body

admin = Blueprint("admin", __name__)


def _who(body: AdminBody) -> Who:
    return staff_service.acting(guard.staff(Actor.ADMIN), body.staff_name)


@admin.post("/auth/revoke-all")
@operation("admin", Done, body=AdminBody, problems=(422,))
def post_revoke_all() -> Done:
    """Sign every workstation out, the caller's too."""
    body = parse(AdminBody, json_body())
    auth_service.revoke_all(_who(body), body.reason)
    return Done(message="Every workstation is signed out, this one too. Please sign in again.")


@admin.post("/staff")
@operation("admin", StaffView, status=201, body=StaffAdd, problems=(409, 422))
def post_staff() -> tuple[StaffView, int]:
    """Put a name on the staff list."""
    body = parse(StaffAdd, json_body())
    return StaffView.model_validate(staff_service.add(body.name, _who(body), body.reason)), 201


@admin.patch("/staff/<uuid:staff_id>")
@operation("admin", StaffView, body=StaffChange, problems=(404, 409, 422))
def patch_staff(staff_id: uuid.UUID) -> StaffView:
    """Let a name act again, or no longer; what it did stays in the log."""
    found, body = staff_service.by_id(staff_id), parse(StaffChange, json_body())
    return StaffView.model_validate(staff_service.set_active(found, body.is_active, _who(body), body.reason))


@admin.get("/admin/workstations")
@operation("admin", WorkstationList)
def get_workstations() -> WorkstationList:
    """List all workstations, the switched-off ones too."""
    every = workstation_service.every()
    return WorkstationList(workstations=[WorkstationView.model_validate(each) for each in every])


@admin.post("/admin/workstations")
@operation("admin", WorkstationSaved, status=201, body=WorkstationAdd, problems=(409, 422))
def post_workstation() -> tuple[WorkstationSaved, int]:
    """Add a workstation; a password made here is answered once."""
    body = parse(WorkstationAdd, json_body())
    return WorkstationSaved.model_validate(workstation_service.add(body, _who(body))), 201


@admin.patch("/admin/workstations/<uuid:workstation_id>")
@operation("admin", WorkstationSaved, body=WorkstationChange, problems=(404, 409, 422))
def patch_workstation(workstation_id: uuid.UUID) -> WorkstationSaved:
    """Change a workstation; a new password or switching it off ends its sessions at once."""
    found, body = workstation_service.by_id(workstation_id), parse(WorkstationChange, json_body())
    return WorkstationSaved.model_validate(workstation_service.change(found, body, _who(body)))
