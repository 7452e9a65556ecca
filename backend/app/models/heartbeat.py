from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Moment


class Heartbeat(Base):
    """The last sign of life of a background process, so that health needs no broker to know it."""

    __tablename__ = "heartbeats"

    process: Mapped[str] = mapped_column(String(20), primary_key=True)
    at: Mapped[Moment]
