import uuid

from flask import Blueprint

from app.extensions import client_address
from app.schemas.desk import InboxBody, InboxPage
from app.services import inbox_service
from app.utils.api import operation

inbox = Blueprint("inbox", __name__)


@inbox.get("/inbox")
@operation("system", InboxPage, problems=(404,))
def get_inbox() -> InboxPage:
    """List the mails that the file transport wrote, newest first; embedded mode, from this very computer only."""
    return inbox_service.page(client_address())


@inbox.get("/inbox/<uuid:mail_id>")
@operation("system", InboxBody, problems=(404,))
def get_inbox_mail(mail_id: uuid.UUID) -> InboxBody:
    """Show one of these mails."""
    return inbox_service.body(client_address(), mail_id)
