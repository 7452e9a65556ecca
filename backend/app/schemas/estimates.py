"""What estimates rest on: first values, or what the lab's own jobs taught."""

from datetime import datetime

from app.schemas.base import Output


class LearntView(Output):
    """What was learnt of a printer from `jobs` jobs. Errors are shares; half of the estimates are nearer than that."""

    jobs: int
    fitted_at: datetime
    grams_error_before: float
    grams_error: float
    hours_error_before: float
    hours_error: float


class EstimateBasis(Output):
    """A printer of the catalogue; `learnt` is None as long as its estimates rest on first values."""

    printer: str
    learnt: LearntView | None


class EstimateBases(Output):
    """All printers. `jobs_needed` with a quote are the fewest that anything is learnt from."""

    jobs_needed: int
    printers: list[EstimateBasis]
