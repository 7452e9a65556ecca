from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, CreatedAt, Moment, UuidPk
from app.models.original import Original


class Upload(Base):
    """A file that a student has chosen but not submitted yet. Kept for 24 hours."""

    __tablename__ = "uploads"

    id: Mapped[UuidPk]
    sha256: Mapped[str] = mapped_column(ForeignKey("originals.sha256"), index=True)
    filename: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[CreatedAt]
    expires_at: Mapped[Moment] = mapped_column(index=True)

    original: Mapped[Original] = relationship(lazy="joined")
