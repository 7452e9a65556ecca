from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Json, Moment


class LabSettings(Base):
    """What a lab changes without a programmer: prices, printers, hours, texts. One row; `data` is a Catalog."""

    __tablename__ = "lab_settings"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(server_default="1")
    data: Mapped[Json]
    updated_at: Mapped[Moment]
