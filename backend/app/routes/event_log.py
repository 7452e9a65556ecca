from flask import Blueprint, request

from app.schemas.base import parse
from app.schemas.event_log import LogPage, LogQuery, Verification
from app.services import log_service
from app.utils.api import operation

event_log = Blueprint("event_log", __name__, url_prefix="/admin/events")


@event_log.get("")
@operation("admin", LogPage, query=LogQuery, problems=(422,))
def get_event_log() -> LogPage:
    """List what happened around the jobs: sign-ins, staff, workstations, overrides; newest first."""
    return log_service.page(parse(LogQuery, request.args.to_dict()))


@event_log.post("/verify")
@operation("admin", Verification)
def post_event_log_verify() -> Verification:
    """Go through the whole log and prove that no line was changed, removed, added or moved."""
    return log_service.verify()
