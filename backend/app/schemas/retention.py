from datetime import datetime

from pydantic import Field

from app.schemas.actions import RetentionBody
from app.schemas.base import Output, Text


class RetentionAsked(RetentionBody):
    """`dry_run` only counts. The deed needs `confirm`, the words that the count came with."""

    dry_run: bool = True
    confirm: Text = Field("", max_length=40)


class RetentionPlan(Output):
    """How many jobs are old enough, and what has to be typed to go on."""

    action: str
    retention_days: int
    matching: int
    oldest: datetime | None
    confirmation: str
    message: str
    started: bool
