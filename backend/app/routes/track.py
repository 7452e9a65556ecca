from flask import Blueprint, Response

from app.routes import limits
from app.routes.files import picture
from app.schemas.actions import DeclineBody
from app.schemas.student import TrackView
from app.services import tracking_service
from app.utils.api import operation
from app.utils.body import json_body

track = Blueprint("track", __name__, url_prefix="/track/<token>")


@track.get("")
@limits.link_reads
@operation("student", TrackView, problems=(404, 429))
def get_tracking(token: str) -> TrackView:
    """Show where a job is on its way, and what is needed from the student now."""
    return tracking_service.show(token)


@track.get("/thumbnail")
@limits.link_reads
@operation("student", problems=(404, 429))
def get_tracking_thumbnail(token: str) -> Response:
    """Answer the picture of the model (PNG)."""
    return picture(tracking_service.original_of(token))


@track.post("/cancel")
@limits.link_writes
@operation("student", TrackView, body=DeclineBody, problems=(404, 409, 422, 429))
def post_track_cancel(token: str) -> TrackView:
    """Cancel the job, while that is possible."""
    return tracking_service.cancel(token, json_body())
