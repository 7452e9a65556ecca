from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, CreatedAt, Moment


class Alert(Base):
    """A part of the system that is not well: since when, how often it was seen so, and whether somebody was told."""

    __tablename__ = "alerts"

    component: Mapped[str] = mapped_column(String(20), primary_key=True)
    state: Mapped[str] = mapped_column(String(40))
    since: Mapped[CreatedAt]
    times_seen: Mapped[int]
    told_at: Mapped[Moment | None]
