"""What is decided about a submission before anything is made of it, alone with the student's other submissions.

The jobs themselves say how many there were lately: no counter can be lost, and no two can slip through side by side.
"""

import math
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from limits import RateLimitItem, parse_many
from sqlalchemy import ColumnElement, Select, bindparam, select, true

from app.extensions import db
from app.models import Job
from app.models.job import reference
from app.models.lifecycle import DUPLICATE_WHILE
from app.services import originals
from app.services.catalog_service import settings
from app.services.turns import take
from app.utils import clock
from app.utils.errors import Duplicate
from app.utils.patience import too_many

PER_EMAIL = "This e-mail address has sent as many requests as one may for now. Please try again {when}, or ask the lab."
ALL = "The lab has taken in as many requests as it can for now. Please try again {when}."
OWN = Job.student_email == bindparam("student_email")


@dataclass(frozen=True)
class Limit:
    """So many of these jobs in so much time, and what is said to who comes too early."""

    rule: RateLimitItem
    counted: ColumnElement[bool]
    sentence: str

    @property
    def last_that_fills(self) -> Select[Any]:
        """When the job came in that must leave the window before there is room for another.

        Jobs sort by their id as they arrived, so that this looks at no more of them than the rule allows.
        """
        arrived = select(Job.created_at).where(self.counted).order_by(Job.id.desc())
        return arrived.offset(self.rule.amount - 1).limit(1)

    def check(self, arrived: datetime | None) -> None:
        """Refuse what comes before that job has left the window. Raises TooMany."""
        if arrived is not None:
            seconds = math.ceil((arrived - clock.now()).total_seconds() + self.rule.get_expiry())
            if seconds > 0:
                raise too_many(self.sentence, seconds)


def check(student_email: str, sha256: str) -> None:
    """Refuse what has been sent already, and what is too much. Raises Duplicate, TooMany.

    Decided in turn with all that is sent from the same address or with the same content, until the job is committed.
    """
    take(f"submit/{student_email}", originals.turn(sha256))
    limits = _limits(settings().limit_submit_per_email, settings().limit_submit_global)
    asked = db.session.execute(_question(limits), {"student_email": student_email, "sha256": sha256})
    number, *arrivals = asked.one()
    if number is not None:
        text = f"You have sent this file already: it is {reference(number)}. Follow it with the link in our mail."
        raise Duplicate(text, existing_reference=reference(number))
    for limit, arrived in zip(limits, arrivals, strict=True):
        limit.check(arrived)


@cache
def _limits(per_email: str, in_all: str) -> tuple[Limit, ...]:
    own = [Limit(rule, OWN, PER_EMAIL) for rule in parse_many(per_email)]
    return (*own, *(Limit(rule, true(), ALL) for rule in parse_many(in_all)))


@cache
def _question(limits: tuple[Limit, ...]) -> Select[Any]:
    """Select the number of the job that is the same, and what each limit goes by."""
    active = Job.status.in_(DUPLICATE_WHILE)
    same = select(Job.number).where(OWN, Job.original_sha256 == bindparam("sha256"), active).order_by(Job.id).limit(1)
    return select(same.scalar_subquery(), *(limit.last_that_fills.scalar_subquery() for limit in limits))
