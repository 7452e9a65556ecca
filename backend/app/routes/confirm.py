from flask import Blueprint, Response

from app.routes import limits
from app.routes.files import picture
from app.schemas.actions import ConfirmBody, DeclineBody
from app.schemas.student import ConfirmView
from app.services import confirm_service
from app.utils.api import operation
from app.utils.body import json_body

confirm = Blueprint("confirm", __name__, url_prefix="/confirm/<token>")


@confirm.get("")
@limits.link_reads
@operation("student", ConfirmView, problems=(404, 410, 429))
def get_confirmation(token: str) -> ConfirmView:
    """Show the quote. Changes nothing."""
    return confirm_service.show(token)


@confirm.get("/thumbnail")
@limits.link_reads
@operation("student", problems=(404, 429))
def get_confirmation_thumbnail(token: str) -> Response:
    """Answer the picture of the model (PNG)."""
    return picture(confirm_service.original_of(token))


@confirm.post("")
@limits.link_writes
@operation("student", ConfirmView, body=ConfirmBody, problems=(404, 409, 410, 422, 429))
def post_confirmation(token: str) -> ConfirmView:
    """Accept the price that the page showed."""
    return confirm_service.confirm(token, json_body())


@confirm.post("/decline")
@limits.link_writes
@operation("student", ConfirmView, body=DeclineBody, problems=(404, 409, 410, 422, 429))
def post_decline(token: str) -> ConfirmView:
    """Decline the price; the job is canceled."""
    return confirm_service.decline(token, json_body())
