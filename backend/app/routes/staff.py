from flask import Blueprint, request

from app.schemas.base import parse
from app.schemas.desk import StaffList, StaffQuery, StaffView
from app.services import staff_service
from app.utils.api import operation

staff = Blueprint("staff", __name__)


@staff.get("/staff")
@operation("staff", StaffList, query=StaffQuery)
def get_staff() -> StaffList:
    """List the names that may act, in alphabetical order."""
    wanted = parse(StaffQuery, request.args.to_dict())
    names = staff_service.every(include_inactive=wanted.include_inactive)
    return StaffList(staff=[StaffView.model_validate(each) for each in names])
