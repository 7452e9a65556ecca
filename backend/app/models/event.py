import uuid

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, CreatedAt, Json, SerialPk


class Event(Base):
    """One immutable line of the audit log. The application's role may insert and read, nothing else.

    `job_id` and `workstation_id` are plain values, not foreign keys: a line outlives what it speaks of.
    """

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_job_id_id", "job_id", "id"),)

    id: Mapped[SerialPk]
    job_id: Mapped[uuid.UUID | None]
    type: Mapped[str] = mapped_column(String(40))
    at: Mapped[CreatedAt]
    triggered_by: Mapped[str] = mapped_column(String(100))
    workstation_id: Mapped[uuid.UUID | None]
    details: Mapped[Json]
