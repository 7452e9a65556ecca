"""The outbox as an admin sees it."""

import uuid
from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator, Field

from app.models import MailStatus
from app.schemas.base import Email, Input, Output
from app.schemas.desk import AdminBody


def _none_if_empty(value: object) -> object:
    return value or None


class OutboxQuery(Input):
    """`status` keeps the mails of one status; `cursor` goes on from the last page."""

    status: Annotated[MailStatus | None, BeforeValidator(_none_if_empty)] = None
    limit: int = Field(50, ge=1, le=200)
    cursor: Annotated[uuid.UUID | None, BeforeValidator(_none_if_empty)] = None


class OutboxView(Output):
    """A promised mail. `next_attempt_at` is set while it is queued; `advice` says what to do about `last_error`."""

    id: uuid.UUID
    kind: str
    job_id: uuid.UUID
    reference: str | None = Field(description="The job's reference; null when the job is gone")
    to: str
    status: str
    attempts: int
    last_error: str | None
    advice: str | None
    created_at: datetime
    next_attempt_at: datetime | None
    sent_at: datetime | None


class OutboxPage(Output):
    """Newest first. `health` is what /health says of the mail; `failed` counts the mails that were given up."""

    outbox: list[OutboxView]
    next_cursor: str | None
    health: str
    failed: int


class MailTestBody(AdminBody):
    to: Email = Field(description="Who gets the test mail")


class MailTested(Output):
    """How a test mail fared: `said` is the answer of whoever refused it, `advice` what to do about it."""

    is_sent: bool
    message: str
    said: str | None
    advice: str | None
