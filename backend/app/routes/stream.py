from flask import Blueprint, Response, request, stream_with_context

from app.services import stream_service
from app.services.catalog_service import settings
from app.utils.api import operation

stream = Blueprint("stream", __name__)


@stream.get("/stream")
@operation("system", problems=(401,))
def get_stream() -> Response:
    """Follow live updates as server-sent events: job, resync, ping."""
    events = stream_with_context(stream_service.events(request, settings().database_url))
    return Response(events, content_type="text/event-stream", headers={"Cache-Control": "no-cache, no-transform"})
