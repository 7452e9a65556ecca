import uuid
from enum import StrEnum

from sqlalchemy import Enum, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, CreatedAt, Json, Moment, UuidPk


class MailStatus(StrEnum):
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    SUPERSEDED = "superseded"
    HELD = "held"


class OutboxMail(Base):
    """A mail that the database promises will be sent. It is rendered when it is sent; `kind` is one of MAIL_KINDS.

    `message_id` and `created_at` (the Date header) are fixed when the row is made, so that a mail that was sent twice
    shows once in most mail programs. A lease keeps two senders off one row. What a restore found queued is held until
    somebody has looked at it.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_due", "next_attempt_at", postgresql_where="status = 'queued'"),
        Index("ix_outbox_job_id", "job_id", "id"),
    )

    id: Mapped[UuidPk]
    job_id: Mapped[uuid.UUID]
    kind: Mapped[str] = mapped_column(String(20))
    to_address: Mapped[str] = mapped_column(String(100))
    context: Mapped[Json]
    status: Mapped[MailStatus] = mapped_column(
        Enum(MailStatus, native_enum=False, length=12, values_callable=lambda states: [state.value for state in states],
             create_constraint=True, name="status"),
        server_default=MailStatus.QUEUED.value,
    )  # fmt: skip
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    attempts: Mapped[int] = mapped_column(server_default="0")
    last_error: Mapped[str | None] = mapped_column(Text)
    next_attempt_at: Mapped[CreatedAt]
    lease_until: Mapped[Moment | None]
    lease_owner: Mapped[uuid.UUID | None]
    created_at: Mapped[CreatedAt]
    sent_at: Mapped[Moment | None]
