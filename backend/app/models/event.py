import json
import uuid

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, CreatedAt, Json, SerialPk


class Event(Base):
    """One immutable line of the audit log. The application's role may insert and read, nothing else.

    `job_id` and `workstation_id` are plain values, not foreign keys: a line outlives what it speaks of. What could name
    a student lies in `EventPrivate`, and its digest (SHA-256 of salt and text) here, so that erasing it breaks nothing.
    """

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_job_id_id", "job_id", "id"),)

    id: Mapped[SerialPk]
    job_id: Mapped[uuid.UUID | None]
    type: Mapped[str] = mapped_column(String(40))
    at: Mapped[CreatedAt]
    triggered_by: Mapped[str] = mapped_column(String(100))
    workstation_id: Mapped[uuid.UUID | None]
    public_details: Mapped[Json] = mapped_column("details")
    private_digest: Mapped[bytes | None] = mapped_column(LargeBinary)

    private: Mapped["EventPrivate | None"] = relationship(lazy="joined")

    @property
    def details(self) -> Json:
        """All that the line tells, as far as it was not erased."""
        return self.public_details | (json.loads(self.private.data) if self.private else {})


class EventPrivate(Base):
    """What a line tells about a person, as JSON text, and the salt of its digest. Only erasing a student empties it."""

    __tablename__ = "event_private"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True, autoincrement=False)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    data: Mapped[str] = mapped_column(Text)


class EventLink(Base):
    """The place of an event in the chain, and the hash that covers it and all before it. Written by the database."""

    __tablename__ = "event_links"

    place: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), unique=True)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class EventChain(Base):
    """The head of the chain, one row: how many events it has and the hash of the last. Written by the database."""

    __tablename__ = "event_chain"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    count: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
