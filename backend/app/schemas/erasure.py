from typing import Annotated

from pydantic import Field, StringConstraints

from app.schemas.actions import ReasonBody
from app.schemas.base import Output, Text


class EraseBody(ReasonBody):
    """Whom to forget. `dry_run` only says what would go; the deed needs the address once more in `confirm`."""

    email: Annotated[Text, StringConstraints(min_length=3, max_length=100)]
    dry_run: bool = True
    confirm: Text = Field("", max_length=100)


class Erasure(Output):
    """What is kept about a student, or was."""

    jobs: int
    open_references: list[str]
    erased: bool
    message: str
