from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, CreatedAt, Moment, UuidPk


class Staff(Base):
    """A name on the staff list. Inactive staff cannot act any more; what they did stays theirs."""

    __tablename__ = "staff"
    __table_args__ = (Index("uq_staff_lower_name", text("lower(name)"), unique=True),)

    id: Mapped[UuidPk]
    name: Mapped[str] = mapped_column(String(100))
    is_active: Mapped[bool] = mapped_column(server_default="true")
    created_at: Mapped[CreatedAt]
    deactivated_at: Mapped[Moment | None]
