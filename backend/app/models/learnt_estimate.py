from sqlalchemy import Float, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, CreatedAt, Json, UuidPk


class LearntEstimate(Base):
    """Coefficients that a lab's own jobs taught for a printer; the newest row of a printer is in use.

    `jobs` is how many they were learnt from; a row of 0 jobs says that the lab begins anew there, with the first values
    and quotes from then on. The errors are shares: half of the jobs were estimated nearer than that,
    before with the coefficients of then, after with these, each judged by jobs that they were not learnt from.
    """

    __tablename__ = "learnt_estimates"

    id: Mapped[UuidPk]
    method: Mapped[str] = mapped_column(String(20))
    printer: Mapped[str] = mapped_column(String(80))
    coefficients: Mapped[Json]
    jobs: Mapped[int]
    grams_error_before: Mapped[float] = mapped_column(Float)
    grams_error: Mapped[float] = mapped_column(Float)
    hours_error_before: Mapped[float] = mapped_column(Float)
    hours_error: Mapped[float] = mapped_column(Float)
    fitted_at: Mapped[CreatedAt]
