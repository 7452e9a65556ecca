from flask import Blueprint, request

from app.routes import limits
from app.schemas.actions import TokenBody
from app.schemas.student import LinkSent, SubmitForm, Submitted
from app.services import confirm_service, submission_service
from app.utils.api import operation
from app.utils.body import json_body

submit = Blueprint("submit", __name__, url_prefix="/submit")


@submit.post("")
@limits.submissions
@operation("student", Submitted, status=201, form=SubmitForm, problems=(409, 413, 415, 422, 429, 503))
def post_submit() -> tuple[Submitted, int]:
    """Submit a job: the form, with `file` or the `upload_id` of an earlier upload."""
    return submission_service.submit(request), 201


@submit.post("/resend-confirmation")
@limits.link_writes
@operation("student", LinkSent, body=TokenBody, problems=(404, 409, 422, 429))
def post_resend_confirmation() -> LinkSent:
    """Mail a new confirm link in place of one that has run out, at most once an hour."""
    return confirm_service.send_new_link(json_body())
