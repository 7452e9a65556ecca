from pydantic import Field

from app.schemas.base import Input, Output
from app.schemas.job import EventView


class LogQuery(Input):
    """Which part of the system log: `before` is the id of the last line of the page before."""

    before: int | None = Field(None, ge=1)
    limit: int = Field(50, ge=1, le=200)


class LogPage(Output):
    """What happened around the jobs, newest first."""

    events: list[EventView]
    next_before: int | None


class Verification(Output):
    """What going through the whole log found; `first_bad` is the place of the first line that is not as written."""

    ok: bool
    checked: int
    first_bad: int | None
    message: str
    kept_heads: int
    erased: int
