"""The outbox, another try for a mail, and a test mail, for an admin workstation."""

import uuid

from flask import Blueprint, request

from app.models import Actor
from app.routes import guard
from app.schemas.base import parse
from app.schemas.desk import AdminBody
from app.schemas.mail import MailTestBody, MailTested, OutboxPage, OutboxQuery, OutboxView
from app.services import mail_trial, outbox_admin, staff_service
from app.services.event_service import Who
from app.utils.api import operation
from app.utils.body import json_body

admin_mail = Blueprint("admin_mail", __name__, url_prefix="/admin")


def _who(body: AdminBody) -> Who:
    return staff_service.acting(guard.staff(Actor.ADMIN), body.staff_name)


@admin_mail.get("/outbox")
@operation("admin", OutboxPage, query=OutboxQuery, problems=(422,))
def get_outbox() -> OutboxPage:
    """List the promised mails, newest first: on their way, sent, or failed with the reason."""
    return outbox_admin.page(request.args)


@admin_mail.post("/outbox/<uuid:mail_id>/retry")
@operation("admin", OutboxView, body=AdminBody, problems=(404, 409, 422))
def post_outbox_retry(mail_id: uuid.UUID) -> OutboxView:
    """Try a mail again now, whether it waits or was given up."""
    body = parse(AdminBody, json_body())
    return outbox_admin.retry(mail_id, _who(body), body.reason)


@admin_mail.post("/mail/test")
@operation("admin", MailTested, body=MailTestBody, problems=(422,))
def post_mail_test() -> MailTested:
    """Send a test mail now, and say in words what the mail server answered."""
    body = parse(MailTestBody, json_body())
    return mail_trial.send(body, _who(body))
