from sqlalchemy import Float, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, CreatedAt


class TrialSlice(Base):
    """What PrusaSlicer says of an original with one of our profiles, or why it says nothing; neither while it works."""

    __tablename__ = "trial_slices"

    original_sha256: Mapped[str] = mapped_column(ForeignKey("originals.sha256", ondelete="CASCADE"), primary_key=True)
    profile: Mapped[str] = mapped_column(String(20), primary_key=True)
    attempts: Mapped[int]
    grams: Mapped[float | None] = mapped_column(Float)
    hours: Mapped[float | None] = mapped_column(Float)
    refused: Mapped[str | None] = mapped_column(Text)
    begun_at: Mapped[CreatedAt]
